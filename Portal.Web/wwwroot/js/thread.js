// A thread while it is open: shows what comes, without ever moving what somebody writes. Writing is composer.js.
document.addEventListener('DOMContentLoaded', () => {
  const box = document.querySelector('[data-thread]');
  const form = document.querySelector('[data-composer]');
  const thread = box && openThread(box);
  if (form) compose(form, thread);
});

const lastReceipts = 10;
const typingShown = 4000;

function openThread(box) {
  const id = box.dataset.thread;
  const address = `/threads/${id}`;
  const list = box.querySelector('[data-messages]');
  const note = box.querySelector('[data-connection]');
  const lost = note?.textContent;
  let last = Number(box.dataset.last) || 0;
  let fetching = null;
  let again = false;
  let isJoined = false;
  let noteTimer = 0;

  // Everything after the last message that is here: at every push, after every reconnect, and now and then without a connection.
  const catchUp = () => {
    if (fetching) {
      again = true;
      return fetching;
    }
    fetching = (async () => {
      let reached = true;
      do {
        again = false;
        const before = last;
        const response = await fetch(`${address}?handler=messages&after=${last}`, { headers: inBackground }).catch(() => null);
        reached = response !== null;
        if (!response?.ok) {
          if (response?.status === 401) tellSignedOut();
          break;
        }
        insert(await response.text());
        // More than one answer holds comes with the next; what may not be read is passed by.
        const newest = Number(response.headers.get('Portal-Sequence')) || 0;
        if (newest > last && last > before) again = true;
        else last = Math.max(last, newest);
      } while (again);
      fetching = null;
      if (reached && live.state !== 'out') hideNote();
      return reached;
    })();
    return fetching;
  };

  const parse = html => {
    const template = document.createElement('template');
    template.innerHTML = html;
    return [...template.content.children];
  };
  const sequenceOf = item => Number(item.dataset.sequence);
  const shown = sequence => list.querySelector(`[data-sequence="${sequence}"]`);
  const messages = () => [...list.querySelectorAll('[data-sequence]')];

  // Each message once, in the order of its number; the line of a day goes with the first message under it.
  const insert = html => {
    let day = null;
    const fresh = [];
    for (const item of parse(html)) {
      if (item.dataset.day) day = item;
      if (!item.dataset.sequence || shown(sequenceOf(item))) continue;
      fresh.push([item, day]);
      day = null;
    }
    if (fresh.length === 0) return;
    keepPlace(() => {
      for (const [item, day] of fresh) {
        const before = messages().findLast(other => sequenceOf(other) < sequenceOf(item));
        if (before) before.after(item);
        else list.prepend(item);
        if (day && !list.querySelector(`[data-day="${day.dataset.day}"]`)) item.before(day);
        last = Math.max(last, sequenceOf(item));
      }
      return fresh.at(-1)[0];
    });
    watchNewest();
    refresh();
  };

  // What a message changes besides the messages: whose turn it is, what can be done, who takes part. What somebody is using stays under their hands.
  let refreshTimer = 0;
  const refresh = () => {
    clearTimeout(refreshTimer);
    refreshTimer = setTimeout(async () => {
      const response = await fetch(`${address}?handler=state`, { headers: inBackground }).catch(() => null);
      if (!response?.ok) return;
      const fresh = parse(await response.text());
      keepPlace(() => {
        for (const part of fresh) {
          const old = document.querySelector(`[data-live="${part.dataset.live}"]`);
          if (old && !old.contains(document.activeElement)) old.replaceChildren(...part.childNodes);
          else if (old) old.querySelectorAll('input[name=version]').forEach(input => { input.value = part.querySelector('input[name=version]')?.value ?? input.value; });
        }
      });
      presence.show();
    }, 150);
  };

  // Who writes stays where they are, to the pixel; who reads at the end goes along; everybody else is left alone.
  const keepPlace = change => {
    const composer = box.querySelector('[data-composer]') ?? document.querySelector('[data-composer]');
    const writes = composer?.contains(document.activeElement) ? composer : null;
    const scrollsItself = list.scrollHeight > list.clientHeight + 1 && getComputedStyle(list).overflowY !== 'visible';
    const atEnd = scrollsItself
      ? list.scrollHeight - list.scrollTop - list.clientHeight < 80
      : (list.lastElementChild?.getBoundingClientRect().bottom ?? 0) < innerHeight + 80;
    const top = writes?.getBoundingClientRect().top;
    const newest = change();
    if (scrollsItself) {
      if (atEnd) list.scrollTop = list.scrollHeight;
    } else if (writes) {
      scrollBy(0, writes.getBoundingClientRect().top - top);
    } else if (atEnd) {
      newest?.scrollIntoView({ block: 'nearest' });
    }
  };

  // A message that has become another: it was taken back.
  const replace = async sequence => {
    if (!shown(sequence)) return;
    const response = await fetch(`${address}?handler=message&sequence=${sequence}`, { headers: inBackground }).catch(() => null);
    const fresh = response?.ok ? parse(await response.text()).find(item => item.dataset.sequence) : null;
    if (fresh && shown(sequence)) keepPlace(() => { shown(sequence).replaceWith(fresh); });
    watchNewest();
  };

  // Who has read how far stands under the last messages alone; nothing else of them is touched.
  const showReceipts = async sequence => {
    const [from] = messages().filter(item => sequenceOf(item) <= sequence).slice(-lastReceipts);
    if (!from) return;
    const response = await fetch(`${address}?handler=messages&after=${sequenceOf(from) - 1}`, { headers: inBackground }).catch(() => null);
    if (!response?.ok) return;
    const fresh = parse(await response.text());
    keepPlace(() => {
      for (const item of fresh) {
        const old = item.dataset.sequence && shown(sequenceOf(item));
        if (!old) continue;
        const [now, before] = [item.querySelector('.seen'), old.querySelector('.seen')];
        if (now && before) before.textContent = now.textContent;
        else if (before) before.remove();
        else if (now) (old.querySelector('.own-acts') ?? old.lastElementChild.appendChild(document.createTextNode(''))).before(now);
      }
    });
  };

  const hideNote = () => {
    clearTimeout(noteTimer);
    noteTimer = 0;
    if (note) note.hidden = true;
  };
  const showNote = text => {
    if (!note || (!note.hidden && note.textContent === text)) return;
    note.textContent = text;
    note.hidden = false;
  };
  const tellSignedOut = () => showNote(box.dataset.signedOut ?? lost);


  const join = async () => {
    try {
      const { sequence } = await live.invoke('Join', id);
      isJoined = true;
      if (sequence > last) await catchUp();
      else hideNote();
      // Who has read while nobody could say so.
      if (last > 0) showReceipts(last);
    } catch {
      // No longer theirs, or the connection is gone again: the page itself knows which.
      await catchUp();
    }
  };

  live.on('state', state => {
    isJoined = false;
    if (state === 'open') return join();
    if (state === 'out') return tellSignedOut();
    // A moment's break is nobody's business, nor is a lost socket while the net still works.
    if (!noteTimer) {
      noteTimer = setTimeout(async () => { if (!live.isOpen && !await catchUp() && !live.isOpen) showNote(lost); }, navigator.onLine ? 1500 : 0);
    }
  });
  live.on('poll', async () => { if (!await catchUp()) showNote(lost); });
  live.on('changed', news => { if (news.threadId === id && news.sequence > last) catchUp(); });
  live.on('retracted', news => { if (news.threadId === id) replace(news.sequence); });
  live.on('read', news => {
    if (news.threadId !== id) return;
    showReceipts(news.sequence);
    if (!document.querySelector(`[data-online="${CSS.escape(news.personId)}"]`)) refresh();
  });

  const watchNewest = watchReading(box, list, address, () => last);
  const presence = showPresence(box, id);
  if (live.isOpen) join();

  return { id, address, box, catchUp, get isLive() { return live.isOpen && isJoined; } };
}

// The newest message has been read when it is in view on a page that is looked at.
function watchReading(box, list, address, newest) {
  let told = Number(box.dataset.read) || 0;
  let inView = false;
  let watched = null;

  const tell = async () => {
    const upTo = newest();
    if (!inView || document.hidden || upTo <= told) return;
    const before = told;
    told = upTo;
    const form = new FormData();
    form.set('upTo', upTo);
    form.set('__RequestVerificationToken', document.querySelector('input[name=__RequestVerificationToken]')?.value ?? '');
    const response = await fetch(`${address}?handler=read`, { method: 'POST', body: form, headers: inBackground }).catch(() => null);
    if (!response?.ok && told === upTo) told = before;
  };

  const observer = new IntersectionObserver(entries => {
    inView = entries.at(-1).isIntersecting;
    tell();
  });
  const watch = () => {
    const item = [...list.querySelectorAll('[data-sequence]')].at(-1) ?? null;
    if (item === watched) return;
    if (watched) observer.unobserve(watched);
    watched = item;
    inView = false;
    if (item) observer.observe(item);
  };
  document.addEventListener('visibilitychange', tell);
  watch();
  return watch;
}

// Who is there and who writes: hints that come and go.
function showPresence(box, id) {
  const line = document.querySelector('[data-typing]');
  const writers = new Map();

  const show = () => {
    if (!line) return;
    const names = [...writers.keys()];
    line.textContent = names.length === 0 ? '' : (box.dataset.isTyping ?? '{0} …').replace('{0}', names.join(', '));
  };
  const forget = name => {
    clearTimeout(writers.get(name));
    writers.delete(name);
    show();
  };

  let online = [];
  const mark = () => {
    for (const person of document.querySelectorAll('[data-online]')) person.hidden = !online.includes(person.dataset.online);
  };
  live.on('online', news => {
    if (news.threadId !== id) return;
    online = news.personIds;
    mark();
  });
  live.on('state', state => {
    if (state === 'open') return;
    online = [];
    mark();
    for (const name of [...writers.keys()]) forget(name);
  });
  live.on('typing', news => {
    const name = news.threadId === id && document.querySelector(`[data-online="${CSS.escape(news.personId)}"]`)?.dataset.name;
    if (!name) return;
    clearTimeout(writers.get(name));
    writers.set(name, setTimeout(() => forget(name), typingShown));
    show();
  });
  live.on('changed', news => {
    if (news.threadId === id) for (const name of [...writers.keys()]) forget(name);
  });
  return { show: mark };
}
