import { Alert, Button, Select, Textarea, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Article } from '../../api/contract/article';
import { useSaveArticle, type ArticleFields } from '../server/articles';
import { ArticlePage } from './article-page';
import { whyUnused } from './article-use';
import { ArticleUseFields, type ArticleUse } from './article-use-fields';
import { DeleteArticle } from './delete-article';
import { fieldErrors } from './field-errors';
import { Form } from './form';
import { LANGUAGE_CHOICES, languageName } from './language-names';
import { momentOf, toField } from './on-call-until';
import { Save } from './save';
import { tellDone } from './tell';
import { useUnsaved } from './use-unsaved';

type Edited = Omit<ArticleFields, 'validUntil'> & ArticleUse;

const EMPTY: Edited = { title: '', content: '', language: null, state: 'published', until: '' };

interface WriteArticleProps {
  me: { id: string };
  /** Null for a new one. */
  article: Article | null;
  onClose: () => void;
  onStored?: (id: string) => void;
}

/** A plain editor. What is not saved is kept in the browser. */
export function WriteArticle({ me, article, onClose, onStored }: WriteArticleProps) {
  const id = article?.id ?? null;
  const { fields, isChanged, isOutdated, change, forget } = useUnsaved(
    { teammateId: me.id, key: `article:${id ?? 'new'}` },
    article === null ? EMPTY : editedOf(article),
    article?.updatedAt ?? '',
  );
  const { mutate, isPending, error } = useSaveArticle();
  const { at, rest } = fieldErrors(error, ['title', 'content', 'language', 'state', 'validUntil']);
  const untilField = useRef<HTMLInputElement>(null);
  const [isHalfTyped, setIsHalfTyped] = useState(false);
  const [isDeleting, setIsDeleting] = useState(false);
  const save = () => {
    // A day without its time is no moment: it must not be stored as none.
    const isHalf = untilField.current?.validity.badInput === true;
    setIsHalfTyped(isHalf);
    if (isHalf) {
      untilField.current?.focus();
      return;
    }
    mutate(
      { id, fields: storedOf(fields, article) },
      {
        onSuccess: (saved) => {
          forget();
          tellDone(savedInWords(saved));
          onStored?.(saved.id);
        },
      },
    );
  };
  return (
    <ArticlePage title={article === null ? 'New article' : 'Change an article'}>
      {isOutdated && (
        <Alert color="yellow" title="This article has changed since you began" role="status">
          Saving puts your text in its place.
        </Alert>
      )}
      <Form error={error} isSaving={isPending} onSubmit={save}>
        <TextInput
          label="Title"
          description="As a customer would ask, or what it is about."
          maxLength={300}
          value={fields.title}
          error={at.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Textarea
          label="What the AI may say"
          autosize
          minRows={10}
          maxRows={20}
          maxLength={100_000}
          dir="auto"
          value={fields.content}
          error={at.content}
          onChange={(event) => change({ content: event.currentTarget.value })}
        />
        <Select
          maw={260}
          label="Language it is written in"
          placeholder="Not stated"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the language' }}
          data={choices(fields.language)}
          value={fields.language}
          error={at.language}
          onChange={(language) => change({ language })}
        />
        <ArticleUseFields
          state={fields.state}
          until={fields.until}
          errors={isHalfTyped ? { ...at, validUntil: 'Choose a day and a time' } : at}
          untilField={untilField}
          onChange={(edited) => {
            setIsHalfTyped(false);
            change(edited);
          }}
        />
        <Save words="Save" isSaving={isPending} isChanged={isChanged} error={rest}>
          {isChanged && (
            <Button variant="default" onClick={forget}>
              Discard changes
            </Button>
          )}
          {article !== null && (
            <Button variant="subtle" c="var(--alarm)" color="red" onClick={() => setIsDeleting(true)}>
              Delete
            </Button>
          )}
        </Save>
      </Form>
      {article !== null && isDeleting && (
        <DeleteArticle
          article={article}
          onDeleted={() => {
            forget();
            onClose();
          }}
          onClose={() => setIsDeleting(false)}
        />
      )}
    </ArticlePage>
  );
}

function editedOf({ title, content, language, state, validUntil }: Article): Edited {
  return { title, content, language, state, until: toField(validUntil) };
}

/** The stored moment stays as it is, to the second, unless another one was chosen. */
function storedOf({ until, ...fields }: Edited, article: Article | null): ArticleFields {
  const stored = article?.validUntil ?? null;
  return { ...fields, validUntil: until === toField(stored) ? stored : momentOf(until) };
}

function savedInWords(article: Article): string {
  switch (whyUnused(article, new Date())) {
    case null:
      return 'Saved. The AI answers from it from now on.';
    case 'Draft':
      return 'Saved as a draft. The AI does not use it.';
    case 'Expired':
      return 'Saved. It has expired, so the AI does not use it.';
  }
}

/** Also the language that the article has, when it is none of ours. */
function choices(language: string | null): { value: string; label: string }[] {
  return language === null || LANGUAGE_CHOICES.some(({ value }) => value === language)
    ? LANGUAGE_CHOICES
    : [...LANGUAGE_CHOICES, { value: language, label: languageName(language) }];
}
