// Saves the answer while it is written, and looks offers up without leaving the page. Everything here also works as plain forms.
document.addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('[data-autosave]');
  if (form) {
    autosave(form);
    searchOffers(form);
  }
});

const pause = 750;

function autosave(form) {
  const state = form.querySelector('[data-save-state]');
  let timer = 0;
  let changed = false;
  let running = Promise.resolve();
  let onItsWay = null;
  let sending = false;

  const save = () => {
    clearTimeout(timer);
    if (!changed) return running;
    changed = false;
    // One at a time, in order: the version that the server gives back belongs to the next.
    running = running.then(async () => {
      if (sending) return;
      state.textContent = form.dataset.saving;
      const own = onItsWay = new AbortController();
      try {
        const response = await fetch(form.dataset.autosave, {
          method: 'POST', body: new FormData(form), headers: { 'X-Requested-With': 'fetch' }, keepalive: true, signal: own.signal,
        });
        if (response.status === 401) return tell(form.dataset.signedOut);
        const answer = await response.json();
        if (!response.ok) return tell(answer.message);
        form.elements.draftVersion.value = answer.version;
        form.querySelector('[data-progress]').textContent = answer.progress;
        state.textContent = answer.message;
        state.classList.remove('is-late');
      } catch {
        if (own.signal.aborted) return;
        changed = true;
        tell(form.dataset.notSaved);
        timer = setTimeout(save, 5000);
      }
    });
    return running;
  };

  const tell = message => {
    state.textContent = message;
    state.classList.add('is-late');
  };

  form.addEventListener('input', event => {
    if (event.target.name === 'offerSearch') return;
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  });
  form.addEventListener('focusout', save);
  document.addEventListener('visibilitychange', () => { if (document.hidden) save(); });
  // What is sent is the form itself; a save that is waiting or on its way has nothing to add, and might come after the signature.
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    changed = false;
    sending = true;
    onItsWay?.abort();
  });
  // The browser's back button may bring the page as it was left.
  addEventListener('pageshow', () => { sending = false; });
}

function searchOffers(form) {
  const box = form.querySelector('[data-offer-search]');
  const results = form.querySelector('[data-offer-results]');
  let timer = 0;
  let latest = 0;
  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++latest;
      const words = box.value.trim();
      if (words.length < 2) return results.replaceChildren();
      const response = await fetch(`${box.dataset.offerSearch}&q=${encodeURIComponent(words)}`, { headers: { 'X-Requested-With': 'fetch' } }).catch(() => null);
      if (response?.ok && mine === latest) results.innerHTML = await response.text();
    }, 250);
  });
  // Enter in the search box looks up; it must not save or send.
  box.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault(); });
}
