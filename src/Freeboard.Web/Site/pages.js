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
    source.onmessage = function (event) {
      var job = JSON.parse(event.data);
      var bar = place.querySelector('progress');
      var text = place.querySelector('[data-job-text]');
      if (bar) { if (job.total) { bar.max = job.total; bar.value = job.done; } else bar.removeAttribute('value'); }
      if (text) text.textContent = [job.stage, job.total ? job.done + ' / ' + job.total : job.done || '', job.item].filter(Boolean).join(' · ');
      if (job.finished) { source.close(); location.reload(); }
    };
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
