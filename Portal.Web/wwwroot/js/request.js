// One box more for a question, without a trip to the server.
document.addEventListener('DOMContentLoaded', () => {
  const button = document.querySelector('[data-repeat-more]');
  const list = button?.parentElement.querySelector('[data-repeat]');
  button?.addEventListener('click', event => {
    event.preventDefault();
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
    box.focus();
    if (number >= Number(list.dataset.repeat)) button.hidden = true;
  });
});
