// Writing in a thread: what is typed is saved on the server while it is typed, and is lost neither by a broken net nor by a second click.
// Without this the form is posted as it is.
const savePause = 750;
const typingPause = 2500;
// A request that may outlive its page holds 64 kB at most; a letter can take four bytes.
const mostKeptAlive = 15000;

// In a thread that is not begun yet the form itself is sent, and begins it.
function compose(form, thread) {
  const text = form.elements.body;
  if (!text) return;
  const state = form.querySelector('[data-save-state]');
  const words = name => (thread?.box ?? form).dataset[name] ?? '';
  const draftAddress = `${thread?.address ?? location.pathname}?handler=draft`;
  let timer = 0;
  let saved = contentOf(form);
  let running = Promise.resolve();
  let onItsWay = null;
  let isSending = false;
  let isUnsent = false;
  let lastTyping = 0;

  const tell = (message, isLate = false) => {
    if (!state) return;
    state.textContent = message;
    state.classList.toggle('is-late', isLate);
  };

  const save = () => {
    clearTimeout(timer);
    // One at a time, in order: the version that the server gives back belongs to the next.
    running = running.then(async () => {
      const content = contentOf(form);
      if (isSending || content === saved) return;
      tell(words('saving'));
      const own = onItsWay = new AbortController();
      try {
        const response = await fetch(draftAddress, {
          method: 'POST', body: withoutFiles(new FormData(form)), headers: { 'X-Requested-With': 'fetch' }, keepalive: text.value.length < mostKeptAlive, signal: own.signal,
        });
        if (response.status === 401) return tell(words('signedOut'), true);
        const answer = await response.json();
        if (!response.ok) return tell(sentences(answer), true);
        saved = content;
        form.elements.draftVersion.value = answer.version;
        isUnsent = false;
        tell(answer.message);
      } catch {
        if (own.signal.aborted) return;
        tell(words(isUnsent ? 'notSent' : 'notSaved'), true);
        timer = setTimeout(save, 5000);
      }
    });
    return running;
  };

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(save, savePause);
    if (thread?.isLive && Date.now() - lastTyping > typingPause) {
      lastTyping = Date.now();
      live.invoke('Typing', thread.id).catch(() => {});
    }
  });
  form.addEventListener('focusout', save);
  addEventListener('online', save);
  document.addEventListener('visibilitychange', () => { if (document.hidden) save(); });
  form.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.querySelector('[data-send]')?.click();
    }
  });

  form.addEventListener('submit', async event => {
    // Buttons that lead elsewhere, such as to a search, do as they always do, and so does the form of a new thread.
    // A save that is waiting or on its way has nothing to add, and might come after.
    if (!thread || event.submitter?.hasAttribute('formaction')) {
      clearTimeout(timer);
      isSending = true;
      onItsWay?.abort();
      return;
    }
    event.preventDefault();
    if (isSending) return;
    const data = new FormData(form, event.submitter ?? undefined);
    const isPlain = holdsTextAlone(data);
    const body = text.value;
    if (isPlain && thread.isLive) await Promise.race([save(), wait(3000)]);
    isSending = true;
    clearTimeout(timer);
    form.setAttribute('aria-busy', 'true');
    text.readOnly = !isPlain;
    try {
      tell(words('sending'));
      // With the same id until the portal has said that it has it: a repeat changes nothing.
      const isSent = (isPlain && thread.isLive && saved === contentOf(form) && await sendDraft(thread, form)) || await post(data);
      if (isSent) await finish(body, isPlain);
    } finally {
      isSending = false;
      delete form.dataset.sent;
      form.removeAttribute('aria-busy');
      text.readOnly = false;
      // What was typed on in the meantime.
      if (contentOf(form) !== saved) timer = setTimeout(save, savePause);
    }
  });

  // The browser's back button may bring the page as it was left.
  addEventListener('pageshow', () => { isSending = false; });
  for (const keys of form.querySelectorAll('[data-keys]')) keys.hidden = false;

  const post = async data => {
    await Promise.race([running, wait(3000)]);
    data.set('draftVersion', form.elements.draftVersion.value);
    try {
      const response = await fetch(form.action, { method: 'POST', body: data, headers: { 'X-Requested-With': 'fetch' } });
      if (response.status === 401) {
        tell(words('signedOut'), true);
        return false;
      }
      const answer = await response.json();
      if (response.ok) return true;
      tell(sentences(answer), true);
      const field = form.elements[answer.errors?.[0]?.field];
      field?.focus?.();
    } catch {
      isUnsent = true;
      tell(words('notSent'), true);
    }
    return false;
  };

  const finish = async (body, isPlain) => {
    isUnsent = false;
    form.elements.messageId.value = newId();
    form.elements.draftVersion.value = 0;
    const rest = text.value.startsWith(body) ? text.value.slice(body.length) : text.value;
    text.value = rest;
    saved = rest === '' ? contentOf(form) : saved;
    tell(words('sent'));
    // Ticks, files and lines of a note are drawn anew with the page.
    if (!isPlain) return location.reload();
    await thread.catchUp();
    document.querySelector('[data-messages]')?.lastElementChild?.scrollIntoView({ block: 'nearest' });
  };
}

// Ids on the socket, the text from the draft. In doubt the form is posted, with the same id.
async function sendDraft(thread, form) {
  const version = Number(form.elements.draftVersion.value);
  if (!(version > 0)) return false;
  try {
    const answer = await Promise.race([live.invoke('SendDraft', thread.id, form.elements.messageId.value, version), wait(8000)]);
    return answer?.sequence > 0;
  } catch {
    return false;
  }
}

// What the portal says is wrong: in general, and field by field.
const sentences = answer => [answer.message, ...(answer.errors ?? []).map(error => error.message)].filter((line, at, all) => line && all.indexOf(line) === at).join(' ');

const wait = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

const carried = ['__RequestVerificationToken', 'messageId', 'draftVersion', 'body'];

// Day and time of a call stand ready in the form; without a call they say nothing.
const ofACall = ['spokenOn', 'spokenTime'];

// A file, a note of a call, a tick: everything that a draft sent by its number would not bring along.
const holdsTextAlone = data => [...data].every(([name, value]) => carried.includes(name)
  || (value instanceof File ? value.size === 0 : value === '' || value === 'false' || (ofACall.includes(name) && data.get('isPhoneNote') !== 'true')));

function withoutFiles(data) {
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

// What a draft holds, to see whether it has changed.
const contentOf = form => new URLSearchParams([...withoutFiles(new FormData(form))].filter(([name]) => name === 'body' || !carried.includes(name))).toString();

// Outside https and localhost, browsers have no randomUUID.
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? '-' : '') + byte.toString(16).padStart(2, '0')).join('');
}
