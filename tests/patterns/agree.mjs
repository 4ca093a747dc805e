// Compares what the generator's tables, PCRE2 and JavaScript's RegExp say about patterns and subjects.
//
//     cmake --build BUILD --target pattern-agree
//     node tests/patterns/agree.mjs BUILD/tests/pattern-agree [--subjects N] [--seed N] FILE.json...
//     node tests/patterns/agree.mjs BUILD/tests/pattern-agree --random N [--subjects N] [--seed N]
//
// FILE.json: an array of patterns, or any JSON document, of which the values of `pattern` and the names of
// `patternProperties` are taken. --random: patterns made of random parts. --subjects: how many in all
// (default 100,000): strings made by walking the pattern, some of them changed, and random ones. Ends with
// status 1 after any difference. A tool for development: node is not needed to build or test.
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';

const options = {subjects: 100000, seed: 1, random: 0};
const files = [];
const argv = process.argv.slice(2);
const program = argv.shift();
while (argv.length) {
  const arg = argv.shift();
  if (arg.startsWith('--')) options[arg.slice(2)] = Number(argv.shift());
  else files.push(arg);
}

// ---- chance, the same each time ----

let state = BigInt(options.seed) * 0x9E3779B97F4A7C15n + 1n;
function below(n) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xFFFFFFFFFFFFFFFFn;
  return Number((state >> 33n) % BigInt(n));
}
const pick = (list) => list[below(list.length)];

// ---- patterns ----

function collect(value, found) {
  const stack = [value];
  while (stack.length) {
    const v = stack.pop();
    if (Array.isArray(v)) stack.push(...v);
    else if (v && typeof v === 'object') {
      if (typeof v.pattern === 'string') found.add(v.pattern);
      if (v.patternProperties && typeof v.patternProperties === 'object')
        for (const name of Object.keys(v.patternProperties)) found.add(name);
      stack.push(...Object.values(v));
    }
  }
}

const PARTS = ['a', 'b', '-', '.', '\\.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\b', '\\B', '^', '$',
  '[a-c]', '[^a]', '[^]', '[]', '[\\d_-]', '[^\\w]', '\\u00e9', '\\u{1F600}', '\\ud83d\\ude00', '\u00fc',
  '\\p{L}', '\\P{Lu}', '\\p{Nd}', '\\n', '\\t', '\\cA', '\\0', '\\x41', '|', '(', '(?:', ')', ')', ')',
  '(?=', '(?!', '(?<=', '(?<!', '*', '+', '?', '{2}', '{1,3}', '{0,1}', '{2,}', '*?', '+?', '\\1', '\\2'];

function randomPattern() {
  for (;;) {
    let text = '';
    for (let n = 1 + below(9); n > 0; n--) text += pick(PARTS);
    try {
      new RegExp(text, 'u');
      return text;
    } catch {}
  }
}

// ---- subjects ----

const ALPHABET = ['a', 'b', 'c', 'A', 'Z', '0', '9', '_', '-', '.', '/', ':', ' ', '\n', '\r', '\t', '\u00e9',
  '\u00fc', '\u0663', '\u2028', '\ufeff', '\u00a0', '\u3042', '\ud83d\ude00', '\ud835\udd38', '\0', '\u0001',
  '\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\ud800\udc00', '\udbff\udfff'];

function randomSubject(alphabet) {
  let s = '';
  for (let n = below(pick([3, 8, 20])); n > 0; n--) s += pick(alphabet);
  return s;
}

// Characters of the pattern that are none of its syntax.
const lettersOf = (text) => [...text].filter((c) => !'\\()[]{}|?*+^$'.includes(c) && !/[\ud800-\udfff]/.test(c.length === 1 ? c : ''));

// A walk through the pattern that takes what comes: near enough to match often. Not exact, and need not be.
function walk(text, alphabet) {
  let at = 0;
  const chars = [...text];
  const CLASSES = {d: '0189', w: 'aZ_0', s: ' \t', D: 'ab-', W: '-. ', S: 'ab0', n: '\n', t: '\t', r: '\r'};
  function escape() {
    const c = chars[at++];
    if (c === 'u' && chars[at] === '{') {
      const close = chars.indexOf('}', at);
      const code = parseInt(chars.slice(at + 1, close).join(''), 16);
      at = close + 1;
      return String.fromCodePoint(code);
    }
    if (c === 'x' || c === 'u') {
      const n = c === 'x' ? 2 : 4;
      const code = parseInt(chars.slice(at, at + n).join(''), 16);
      at += n;
      return String.fromCharCode(code || 97);
    }
    if (c === 'p' || c === 'P') {
      at = chars.indexOf('}', at) + 1;
      return pick(['a', 'Z', '7', '\u00e9', '-', '\u3042']);
    }
    if (c === 'b' || c === 'B') return '';
    return CLASSES[c] ? pick([...CLASSES[c]]) : c;
  }
  function klass() {
    const negated = chars[at] === '^';
    const members = [];
    if (negated) at++;
    while (at < chars.length && chars[at] !== ']') {
      let c = chars[at++];
      if (c === '\\') c = escape();
      if (chars[at] === '-' && chars[at + 1] !== ']' && at + 1 < chars.length) {
        at++;
        let d = chars[at++];
        if (d === '\\') d = escape();
        const low = c.codePointAt(0), high = d.codePointAt(0);
        if (high >= low) members.push(String.fromCodePoint(low + below(high - low + 1)));
      }
      members.push(c);
    }
    at++;
    return negated || !members.length ? pick(alphabet) : pick(members);
  }
  function group() {
    if (chars[at] === '?') {
      at++;
      if (chars[at] === '<' && !'=!'.includes(chars[at + 1])) at = chars.indexOf('>', at) + 1;
      else at += chars[at] === '<' ? 2 : 1;
    }
    const s = choice();
    at++;
    return s;
  }
  function counts() {
    const c = chars[at];
    let min = 1, max = 1;
    if (c === '*') [min, max] = [0, 4];
    else if (c === '+') [min, max] = [1, 4];
    else if (c === '?') [min, max] = [0, 1];
    else if (c === '{') {
      const close = chars.indexOf('}', at);
      const m = /^(\d+)(,?)(\d*)$/.exec(chars.slice(at + 1, close).join(''));
      if (!m) return 1;
      min = Number(m[1]);
      max = m[2] ? (m[3] ? Number(m[3]) : min + 3) : min;
      at = close;
    } else return 1;
    at++;
    if (chars[at] === '?') at++;
    return Math.min(min + below(Math.min(max - min, 6) + 1), 2000);
  }
  function sequence() {
    let s = '';
    while (at < chars.length && chars[at] !== '|' && chars[at] !== ')') {
      const start = at;
      const once = () => {
        const c = chars[at++];
        if (c === '(') return group();
        if (c === '[') return klass();
        if (c === '\\') return escape();
        if (c === '.') return pick(alphabet);
        return c === '^' || c === '$' ? '' : c;
      };
      let piece = once();
      const end = at, n = counts(), after = at;
      let all = n ? piece : '';
      for (let i = 1; i < n; i++) {
        if (all.length < 3000) {
          at = start;
          piece = once();
        }
        all += piece;
      }
      at = n > 1 ? after : at;
      s += all;
      if (at === start) at = end;
    }
    return s;
  }
  function choice() {
    const all = [sequence()];
    while (chars[at] === '|') {
      at++;
      all.push(sequence());
    }
    return pick(all);
  }
  return choice();
}

const wellFormed = (s) => s.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, 'x');

function change(s, alphabet) {
  const chars = [...s];
  for (let n = 1 + below(2); n > 0; n--) {
    const at = below(chars.length + 1);
    chars.splice(at, below(2), ...(below(3) ? [pick(alphabet)] : []));
  }
  return chars.join('');
}

function subjectsOf(text, count) {
  const alphabet = [...ALPHABET, ...lettersOf(text)];
  const all = new Set(['', 'a', '\n']);
  for (let tries = 0; all.size < count && tries < 4 * count; tries++) {
    let s = randomSubject(alphabet);
    try {
      if (below(4)) s = walk(text, alphabet);
    } catch {}
    if (s.length > 5000) s = s.slice(0, 5000);
    all.add(wellFormed(below(3) ? s : change(s, alphabet)));
  }
  return [...all].slice(0, count);
}

// ---- the comparison ----

const patterns = new Set();
for (const file of files) {
  const value = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  if (Array.isArray(value) && value.every((v) => typeof v === 'string')) value.forEach((v) => patterns.add(v));
  else collect(value, patterns);
}
for (let i = 0; i < options.random; i++) patterns.add(randomPattern());

const each = Math.max(4, Math.ceil(options.subjects / patterns.size));
const cases = [];
const lines = [];
for (const text of patterns) {
  const subjects = subjectsOf(text, each);
  cases.push({text, subjects});
  lines.push('P' + JSON.stringify(text), ...subjects.map((s) => 'S' + JSON.stringify(s)));
}
const run = spawnSync(program, {input: lines.join('\n') + '\n', maxBuffer: 1 << 30});
if (run.status !== 0) throw new Error(`${program}: status ${run.status} ${run.signal}\n${run.stderr}`);
const answers = run.stdout.toString().split('\n');

const sum = {patterns: 0, runs: 0, states: 0, library: 0, none: 0, invalid: 0, legacy: 0, subjects: 0, yes: 0,
  costly: 0, compared: 0, differences: 0};
function differ(text, what) {
  if (sum.differences++ < 40) console.log(`${JSON.stringify(text)}: ${what}`);
}

const refused = new Set(); // by PCRE2, which has limits of its own
let at = 0;
for (const {text, subjects} of cases) {
  const [form, mode] = answers[at++].split(' ');
  sum.patterns++;
  sum[form]++;
  let js = null, legacy = false;
  try {
    js = new RegExp(text, 'u');
  } catch {
    try {
      js = new RegExp(text);
      legacy = true;
    } catch {}
  }
  if (mode === 'legacy') sum.legacy++;
  if ((form === 'invalid') !== (js === null)) differ(text, `${form} here, ${js ? 'valid' : 'invalid'} in JavaScript`);
  else if (form !== 'invalid' && legacy !== (mode === 'legacy')) differ(text, `mode ${mode}`);
  for (const subject of subjects) {
    const [tables, library] = answers[at++].split(' ');
    if (!js || form === 'invalid') continue;
    // Without the u flag these are two characters each; and V8 finds \B inside of them with it.
    if ((legacy || text.includes('\\B')) && /[\ud800-\udbff]/.test(subject)) continue;
    sum.subjects++;
    const expected = js.test(subject) ? '1' : '0';
    sum.yes += expected === '1';
    for (const [who, answer] of [['tables', tables], ['PCRE2', library]]) {
      if (answer === '2') sum.costly++;
      if (answer === '3') refused.add(text);
      if ('-23'.includes(answer)) continue;
      sum.compared++;
      if (answer !== expected) differ(text, `${who} ${answer}, JavaScript ${expected} for ${JSON.stringify(subject)}`);
    }
  }
}
sum.refused = refused.size;
for (const text of refused) console.log(`PCRE2 refuses ${JSON.stringify(text)}`);
console.log(Object.entries(sum).map(([k, v]) => `${k} ${v}`).join(', '));
process.exit(sum.differences ? 1 : 0);
