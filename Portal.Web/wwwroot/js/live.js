// The page's one connection to the portal. It carries ids and numbers; whatever is to be shown is fetched like any page.
// Without it everything still works: what is new is then asked for every fifteen seconds.
const live = (() => {
  const waits = [0, 1000, 2000, 5000, 10000, 15000];
  const pollEvery = 15000;
  const listeners = new Map();
  let connection = null;
  // waiting: not there yet, or lost and trying again; crowded: other pages have taken its place; out: signed out.
  let state = 'waiting';
  let wake = () => {};

  const on = (name, listener) => listeners.set(name, [...listeners.get(name) ?? [], listener]);
  const tell = (name, value) => { for (const listener of listeners.get(name) ?? []) listener(value); };
  const pause = milliseconds => new Promise(resolve => { wake = resolve; setTimeout(resolve, milliseconds); });

  const become = next => {
    if (state === next) return;
    state = next;
    tell('state', next);
  };

  const build = () => {
    const built = new signalR.HubConnectionBuilder().withUrl('/hubs/threads').configureLogging(signalR.LogLevel.None).build();
    for (const name of ['changed', 'read', 'retracted', 'typing', 'online', 'count']) built.on(name, news => tell(name, news));
    built.on('crowded', () => become('crowded'));
    built.onclose(() => {
      if (connection !== built) return;
      connection = null;
      if (state === 'open') become('waiting');
      if (state !== 'crowded') connect();
    });
    return built;
  };

  const connect = async () => {
    for (let attempt = 0; connection === null && state !== 'out'; attempt++) {
      const fresh = connection = build();
      try {
        await fresh.start();
        become('open');
        return;
      } catch (error) {
        if (connection === fresh) connection = null;
        // Nobody is signed in here any more: asking again would bring the same.
        if (/Status code '40[13]'/.test(String(error))) return become('out');
      }
      await pause(waits[Math.min(attempt, waits.length - 1)] * (0.75 + Math.random() / 2));
    }
  };

  // A page that comes into view, or a net that is back, does not wait for its turn.
  const hurry = () => {
    if (document.hidden) return;
    if (state === 'crowded') {
      become('waiting');
      connect();
    }
    wake();
  };

  const start = () => {
    if (!window.signalR) return;
    addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    // An open socket does not notice by itself that the net is gone.
    addEventListener('offline', () => {
      become('waiting');
      connection?.stop();
    });
    setInterval(() => { if (state !== 'open' && state !== 'out' && !document.hidden) tell('poll'); }, pollEvery);
    connect();
  };

  return {
    on,
    start,
    get state() { return state; },
    get isOpen() { return state === 'open'; },
    invoke: (...call) => connection ? connection.invoke(...call) : Promise.reject(new Error('not connected')),
  };
})();

// How a script's own request is told from one that a person made: it keeps no session alive.
const inBackground = { 'X-Requested-With': 'fetch', 'Portal-Background': '1' };

document.addEventListener('DOMContentLoaded', () => {
  showCounts();
  live.start();
});

// The number beside the menu's item, and the one before the title.
function showCounts() {
  const places = [...document.querySelectorAll('[data-thread-count]')];
  if (places.length === 0) return;
  const title = document.title;
  // That something is wrong is said first, and alone.
  const isFree = !document.querySelector('[data-module="error-summary"]');
  let asking = false;
  let again = false;

  const show = count => {
    document.title = count > 0 && isFree ? `(${shown(count)}) ${title}` : title;
    for (const place of places) {
      if (place.textContent !== shown(count)) place.textContent = shown(count);
      (place.closest('.count') ?? place).hidden = count === 0;
    }
  };
  const shown = count => count > 99 ? '99+' : String(count);

  const ask = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    again = false;
    const response = await fetch('/threads?handler=count', { headers: inBackground }).catch(() => null);
    if (response?.ok) show((await response.json()).count);
    // Many at once are one; the next may ask in a second.
    setTimeout(() => {
      asking = false;
      if (again) ask();
    }, 1000);
  };

  show(Number.parseInt(places[0].textContent, 10) || 0);
  for (const name of ['count', 'changed', 'poll']) live.on(name, ask);
  // What happened while nothing was connected.
  let wasOpen = false;
  live.on('state', state => {
    if (state === 'open' && wasOpen) ask();
    wasOpen ||= state === 'open';
  });
}
