//OURS
// The button that opens the browser's print window. It is there only where it works.
//THEIRS
// The button on a page for paper; without script the browser's own menu does it.
//END
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
