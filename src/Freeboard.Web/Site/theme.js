// Before the first paint, so that a dark page does not flash white. "auto" is the system's theme.
(function () {
  var root = document.documentElement;
  if (root.dataset.theme === 'auto') root.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
})();
