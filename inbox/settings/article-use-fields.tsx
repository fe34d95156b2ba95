import { Switch, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import type { Article } from '../../api/contract/article';
import { useNow } from '../words/use-now';
import { whyUnused } from './article-use';
import { momentOf } from './on-call-until';

export interface ArticleUse {
  state: Article['state'];
  /** As its field holds it: a moment made of a year that is half typed would not come back as what was typed. */
  until: string;
}

interface ArticleUseFieldsProps extends ArticleUse {
  errors: { state?: string; validUntil?: string };
  untilField: Ref<HTMLInputElement>;
  onChange: (change: Partial<ArticleUse>) => void;
}

/** Whether the AI uses an article, and until when. */
export function ArticleUseFields({ state, until, errors, untilField, onChange }: ArticleUseFieldsProps) {
  const isOver = whyUnused({ state: 'published', validUntil: momentOf(until) }, useNow()) !== null;
  return (
    <>
      <Switch
        label="Published"
        description="Off, it is a draft: the AI does not use it."
        checked={state === 'published'}
        error={errors.state}
        onChange={({ currentTarget }) => onChange({ state: currentTarget.checked ? 'published' : 'draft' })}
      />
      <TextInput
        ref={untilField}
        maw={260}
        type="datetime-local"
        max="9999-12-31T23:59"
        label="Valid until, in your time (optional)"
        description={
          isOver ? 'This is over: the AI does not use it any more.' : 'From then on the AI does not use it any more.'
        }
        value={until}
        error={errors.validUntil}
        onChange={({ currentTarget }) => onChange({ until: currentTarget.value })}
      />
    </>
  );
}
