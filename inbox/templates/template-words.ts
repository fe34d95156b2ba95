import type { Template } from '../../api/contract/template';

/** `conversation_follow_up` as a person says it. */
export function titleOf({ name }: Template): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function languageInWords(language: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(language.replace('_', '-')) ?? language;
  } catch {
    return language;
  }
}

/** What a field for a variable is called. */
export function variableInWords({ name, in: place }: Template['variables'][number]): string {
  const called = /^\d+$/.test(name) ? `Variable ${name}` : name.replaceAll('_', ' ');
  switch (place) {
    case 'header':
      return `${called} (heading)`;
    case 'body':
      return called;
    case 'button':
      return `${called} (button’s address)`;
  }
}
