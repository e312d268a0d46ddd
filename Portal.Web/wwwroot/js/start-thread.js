// A thread that is not begun yet: what is typed is kept on the server like any other draft. Sending is the form's own.
document.addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('[data-start]');
  if (form) composeIn({ id: '', address: '/threads/new', box: form, isLive: false, catchUp: async () => true });
});
