// Below a field of concept codes: the concepts whose code or name fits the last word written.

const MOST = 6;
const address = document.getElementById('desk-codes').dataset.codesUrl;
let known;

const read = () => {
  known ??= fetch(address, { headers: { Accept: 'application/json' } }).then((answer) => answer.json());
  return known;
};

const plain = (text) =>
  text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();

const lastWord = (field) => field.value.split(',').pop().trim();

const put = (field, code) => {
  const before = field.value.split(',').slice(0, -1).map((each) => each.trim()).filter(Boolean);
  field.value = [...before, code, ''].join(', ');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.focus();
};

const buttonFor = (field, { code, name }) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'desk-codes__one';
  button.textContent = `${code} ${name}`;
  button.addEventListener('click', () => put(field, code));
  return button;
};

const panelOf = (field, label) => {
  let panel = field.parentElement.querySelector(':scope > .desk-codes');
  if (!panel) {
    panel = document.createElement('div');
    panel.className = 'desk-codes';
    panel.setAttribute('role', 'group');
    panel.setAttribute('aria-label', label);
    field.after(panel);
  }
  return panel;
};

const offer = async (field) => {
  const { concepts, label } = await read();
  const word = plain(lastWord(field));
  const written = new Set(field.value.split(',').map((each) => each.trim().toUpperCase()));
  const fits = concepts.filter(
    ({ code, name }) => word && !written.has(code) && plain(`${code} ${name}`).includes(word),
  );
  panelOf(field, label).replaceChildren(
    ...fits.slice(0, MOST).map((each) => buttonFor(field, each)),
  );
};

for (const event of ['focusin', 'input']) {
  document.addEventListener(event, ({ target }) => {
    if (target instanceof HTMLInputElement && 'codes' in target.dataset) offer(target);
  });
}
