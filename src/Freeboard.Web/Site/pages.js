// What pages do beyond their forms. Without this script every page still works: it is reloaded by hand.
(function () {
  'use strict';
  // The theme that "auto" became is marked as the current one.
  document.querySelectorAll('[data-theme-link]').forEach(function (a) {
    if (a.dataset.themeLink === document.documentElement.dataset.theme) a.setAttribute('aria-current', 'true');
  });
  // A job that runs: its progress as it comes, and its page anew when it is done.
  document.querySelectorAll('[data-job-events]').forEach(function (place) {
    var source = new EventSource(place.dataset.jobEvents);
    var words = JSON.parse((place.querySelector('[data-stages]') || { dataset: { stages: '{}' } }).dataset.stages);
    source.onmessage = function (event) {
      var job = JSON.parse(event.data);
      var bar = place.querySelector('progress');
      var text = place.querySelector('[data-job-text]');
      if (bar) { if (job.total) { bar.max = job.total; bar.value = job.done; } else bar.removeAttribute('value'); }
      if (text) text.textContent = [words[job.stage] || job.stage, job.total ? job.done + ' / ' + job.total : job.done || '', job.item].filter(Boolean).join(' · ');
      if (job.finished) { source.close(); location.reload(); }
    };
  });
  // A what-if answers while it is changed; the address keeps the scenario.
  document.querySelectorAll('form[data-whatif-of]').forEach(function (form) {
    var place = form.parentElement.querySelector('[data-whatif-answer]');
    var turn = 0, timer = 0;
    function ask() {
      var own = ++turn;
      var settings = new URLSearchParams(new FormData(form));
      Array.from(settings.keys()).forEach(function (k) { if (!settings.get(k)) settings.delete(k); });
      history.replaceState(null, '', '?' + settings + '#what-if');
      fetch(form.dataset.whatifOf + '?' + settings).then(function (r) { return r.ok ? r.text() : Promise.reject(); }).then(function (html) { if (own === turn) place.innerHTML = html; }, function () { });
    }
    function soon() { clearTimeout(timer); timer = setTimeout(ask, 80); }
    form.querySelectorAll('input[data-twin]').forEach(function (range) {
      var box = form.querySelector('#' + range.dataset.twin);
      range.hidden = false;
      range.addEventListener('input', function () { box.value = Number(Number(range.value).toFixed(2)); soon(); });
      box.addEventListener('input', function () { range.value = box.value || box.dataset.usual; soon(); });
    });
    form.addEventListener('submit', function (event) { event.preventDefault(); ask(); });
  });
  // A form is sent once.
  document.querySelectorAll('form[method=post]').forEach(function (form) {
    form.addEventListener('submit', function () {
      form.querySelectorAll('button[type=submit]').forEach(function (b) { setTimeout(function () { b.disabled = true; }, 0); });
    });
  });
  // Back in history shows a page as it was left: its buttons work again.
  addEventListener('pageshow', function () { document.querySelectorAll('button[type=submit]').forEach(function (b) { b.disabled = false; }); });
})();
