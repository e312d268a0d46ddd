// Saves the answer while it is written, puts texts in, looks offers up and answers to the keyboard. Everything here also works as plain forms.
document.addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('[data-autosave]');
  if (!form) return;
  autosave(form);
  searchOffers(form);
  insertTexts(form);
  matchOffers(form);
  for (const group of form.querySelectorAll('[data-roving]')) rove(group);
  takeKeys(form);
  goOnWhereItWasLeft(form);
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
        showParts(form, answer);
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

// What is filled in and what is still empty: shown, never in the way.
function showParts(form, { progress, parts }) {
  form.querySelector('[data-progress]').textContent = progress;
  form.querySelector('[data-bars]').replaceChildren(...parts.map(part => {
    const bar = document.createElement('i');
    bar.className = part.filled ? 'is-filled' : '';
    return bar;
  }));
  const empty = parts.filter(part => !part.filled);
  form.querySelector('[data-empty]').hidden = empty.length === 0;
  form.querySelector('[data-empty-list]').replaceChildren(...empty.flatMap(part => {
    const link = document.createElement('a');
    link.href = `#${part.id}`;
    link.textContent = part.name;
    return [link, ' '];
  }));
}

// A short text, or a section of an earlier answer, goes to the end of the box; considerations are ticked.
function insertTexts(form) {
  form.addEventListener('click', event => {
    const button = event.target.closest('[data-insert]');
    if (!button) return;
    event.preventDefault();
    const box = document.getElementById(button.closest('[data-into]').dataset.into);
    if (box?.tagName === 'TEXTAREA') {
      box.value = box.value.trim() === '' ? button.dataset.insert : `${box.value.trimEnd()}\n${button.dataset.insert}`;
      box.focus();
      box.setSelectionRange(box.value.length, box.value.length);
      box.dispatchEvent(new Event('input', { bubbles: true }));
    } else {
      const id = button.closest('[data-into]').dataset.into;
      for (const value of button.dataset.insert.split(' ')) {
        const tick = document.getElementById(`${id}-${value}`);
        if (tick) tick.checked = true;
      }
      document.querySelector(`[id^="${CSS.escape(id)}-"]`)?.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
}

// The offers that can meet what is ticked, at once.
function matchOffers(form) {
  const place = form.querySelector('[data-matches]');
  if (!place) return;
  const ticks = [...place.parentElement.querySelectorAll('.checks input[type=checkbox]')];
  let latest = 0;
  form.addEventListener('input', async event => {
    if (!ticks.includes(event.target)) return;
    const mine = ++latest;
    const query = new URLSearchParams(ticks.filter(tick => tick.checked).map(tick => ['c', tick.value]));
    for (const offer of form.querySelectorAll('input[name=offer]')) query.append('offer', offer.value);
    const response = await fetch(`${form.dataset.matchesFrom}&${query}`, { headers: { 'X-Requested-With': 'fetch' } }).catch(() => null);
    if (response?.ok && mine === latest) place.innerHTML = await response.text();
  });
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

// A group of ticks or buttons is one stop of the tab key; the arrow keys go from one to the next.
function rove(group) {
  const items = [...group.querySelectorAll('button, input')];
  const stopAt = chosen => items.forEach(item => { item.tabIndex = item === chosen ? 0 : -1; });
  stopAt(items.find(item => item.checked) ?? items[0]);
  group.addEventListener('focusin', event => stopAt(event.target));
  group.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const at = items.indexOf(document.activeElement);
    items[(at + step + items.length) % items.length].focus();
  });
}

// Ctrl+Enter sends from wherever one is; Alt with the arrows goes from section to section. Both need a second key, so no letter that is typed can do it.
function takeKeys(form) {
  const sections = [...form.querySelectorAll('section.q')];
  form.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.querySelector('[data-send]')?.click();
    }
  });
  document.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.altKey || event.ctrlKey || event.target.tagName === 'SELECT') return;
    event.preventDefault();
    const at = sections.findIndex(section => section.contains(document.activeElement));
    const next = sections[at < 0 ? (step > 0 ? 0 : sections.length - 1) : Math.min(Math.max(at + step, 0), sections.length - 1)];
    [...next.querySelectorAll('textarea, input, select')].find(field => field.tabIndex >= 0 && field.type !== 'hidden')?.focus();
  });
}

// An answer that was begun opens where it was left.
function goOnWhereItWasLeft(form) {
  const memory = form.querySelector('[data-last-field]');
  const field = memory.value && !location.hash && form.querySelector(`[name="${CSS.escape(memory.value)}"]:not([type=hidden])`);
  if (field && !document.querySelector('[data-module="error-summary"]')) {
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: 'center' });
  }
  form.addEventListener('focusin', event => {
    if (event.target.name && event.target.matches('textarea, input') && event.target.name !== 'offerSearch') memory.value = event.target.name;
  });
}
