// Starts the design system, and the small things that any page may use.
document.addEventListener('DOMContentLoaded', () => {
  DKFDS.init();

  // Filters are open for those without script; on a small screen they begin folded.
  for (const box of document.querySelectorAll('[data-collapse-small]')) {
    if (window.matchMedia('(max-width: 991px)').matches) box.removeAttribute('open');
  }

  // A double click sends once. The server would know the second one anyway.
  for (const form of document.querySelectorAll('form')) {
    form.addEventListener('submit', event => {
      if (!event.submitter?.hasAttribute('data-once')) return;
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = 'true';
    });
  }
  // The back button brings a page as it was left; it may be sent again.
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  });

  for (const form of document.querySelectorAll('[data-cpr]')) form.addEventListener('submit', showCpr);
  for (const line of document.querySelectorAll('[data-shown-for]')) tieToChoice(line);
});

// Shows the number, copies it, and says so; the server logs that it was shown.
async function showCpr(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const response = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { 'X-Requested-With': 'fetch' } }).catch(() => null);
  if (!response?.ok) return form.submit();
  const { cpr } = await response.json();
  form.querySelector('[data-cpr-text]').textContent = cpr;
  try {
    await navigator.clipboard.writeText(cpr);
    form.querySelector('[data-cpr-status]').textContent = form.dataset.cpr;
  } catch {
    // Without the right to the clipboard the number still stands there to be marked.
  }
}

// A line that belongs to some options is only in view while one of them is chosen.
function tieToChoice(line) {
  const radios = document.querySelectorAll(`input[type=radio][name="${CSS.escape(line.dataset.shownFor)}"]`);
  const options = line.dataset.options.split(' ');
  const update = () => { line.hidden = ![...radios].some(radio => radio.checked && options.includes(radio.value)); };
  for (const radio of radios) radio.addEventListener('change', update);
  update();
}
