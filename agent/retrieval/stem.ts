const LONGEST_FIRST = [
  'izations',
  'ization',
  'aciones',
  'ations',
  'amente',
  'amento',
  'acion',
  'ation',
  'acoes',
  'ments',
  'iendo',
  'ments',
  'ment',
  'ando',
  'ings',
  'acao',
  'ing',
  'ies',
  'ers',
  'ied',
  'oes',
  'ed',
  'er',
  'es',
  's',
];

/**
 * A light stem for the Latin-script languages we index: one ending, one final vowel, one doubled consonant. It only has
 * to send the forms of a word to the same place ("deliver", "delivery", "deliveries"; "pedido", "pedidos"), not to be a
 * word. Words of other scripts and short words come back as they are. Expects normalised text.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let root = word;
  for (const ending of LONGEST_FIRST) {
    if (root.length - ending.length >= 3 && root.endsWith(ending) && !(ending === 's' && root.endsWith('ss'))) {
      root = root.slice(0, -ending.length);
      break;
    }
  }
  if (root.length > 3 && /[aeioy]$/.test(root)) root = root.slice(0, -1);
  return root.length > 3 && root.at(-1) === root.at(-2) ? root.slice(0, -1) : root;
}
