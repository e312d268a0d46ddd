// Writing a request: one box more, a question from the library, and advice while one types. Everything here also works as plain forms.
document.addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('.request-form');
  const list = form?.querySelector('[data-repeat]');
  if (list) {
    const more = form.querySelector('[data-repeat-more]');
    more.addEventListener('click', event => {
      event.preventDefault();
      addBox(list, more).focus();
    });
    for (const button of form.querySelectorAll('[data-insert]')) {
      button.addEventListener('click', event => insert(event, list, more));
    }
  }
  if (form?.querySelector('[data-advice]')) advise(form);
});

const pause = 700;

function addBox(list, more) {
  const groups = list.querySelectorAll('.form-group');
  const number = groups.length + 1;
  const group = groups[groups.length - 1].cloneNode(true);
  group.classList.remove('form-error');
  group.querySelector('.form-error-message')?.remove();
  const box = group.querySelector('textarea');
  const label = group.querySelector('label');
  label.textContent = label.textContent.replace(/\d+/, number);
  box.name = `question-${number}`;
  box.id = label.htmlFor = `f-question-${number}`;
  box.value = '';
  box.removeAttribute('aria-invalid');
  box.removeAttribute('aria-describedby');
  list.append(group);
  if (number >= Number(list.dataset.repeat)) more.hidden = true;
  return box;
}

// The text goes into the first empty box. When there is no room the button posts, and the server says so.
function insert(event, list, more) {
  const text = event.currentTarget.dataset.insert;
  const boxes = [...list.querySelectorAll('textarea')];
  const box = boxes.find(one => one.value.trim() === text) ?? boxes.find(one => one.value.trim() === '')
    ?? (more.hidden ? null : addBox(list, more));
  if (!box) return;
  event.preventDefault();
  box.value = text;
  box.focus();
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

function advise(form) {
  const advice = form.querySelector('[data-advice]');
  const link = form.querySelector('[data-advice-count]');
  const button = form.querySelector('[data-check]');
  let timer = 0;
  let latest = 0;
  const check = async () => {
    const mine = ++latest;
    const response = await fetch(button.dataset.check, {
      method: 'POST', body: new FormData(form), headers: { 'X-Requested-With': 'fetch' },
    }).catch(() => null);
    // Advice that does not come is not missed: the button asks for it again.
    if (!response?.ok || response.redirected || mine !== latest) return;
    const text = await response.text();
    if (advice.innerHTML !== text) advice.innerHTML = text;
    const count = Number(advice.querySelector('[data-hints]')?.dataset.hints ?? 0);
    link.hidden = count === 0;
    link.querySelector('span').textContent = count;
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(check, pause);
  });
  button.addEventListener('click', event => {
    event.preventDefault();
    clearTimeout(timer);
    check();
  });
  form.addEventListener('submit', () => clearTimeout(timer));
}
