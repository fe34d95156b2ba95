import { Alert, Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Article } from '../../api/contract/article';
import { useSaveArticle, type ArticleFields } from '../server/articles';
import { ArticlePage } from './article-page';
import { DeleteArticle } from './delete-article';
import { fieldErrors } from './field-errors';
import { Form } from './form';
import { LANGUAGE_CHOICES, languageName } from './language-names';
import { Save } from './save';
import { tellDone } from './tell';
import { useUnsaved } from './use-unsaved';

const EMPTY: ArticleFields = { title: '', content: '', language: null };

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
    article === null ? EMPTY : fieldsOf(article),
    article?.updatedAt ?? '',
  );
  const { mutate, isPending, error } = useSaveArticle();
  const { at, rest } = fieldErrors(error, ['title', 'content', 'language']);
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <ArticlePage title={article === null ? 'New article' : 'Change an article'}>
      {isOutdated && (
        <Alert color="yellow" title="This article has changed since you began" role="status">
          Saving puts your text in its place.
        </Alert>
      )}
      <Form
        error={error}
        isSaving={isPending}
        onSubmit={() =>
          mutate(
            { id, fields },
            {
              onSuccess: (saved) => {
                forget();
                tellDone('Saved. The AI answers from it from now on.');
                onStored?.(saved.id);
              },
            },
          )
        }
      >
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

function fieldsOf({ title, content, language }: Article): ArticleFields {
  return { title, content, language };
}

/** Also the language that the article has, when it is none of ours. */
function choices(language: string | null): { value: string; label: string }[] {
  return language === null || LANGUAGE_CHOICES.some(({ value }) => value === language)
    ? LANGUAGE_CHOICES
    : [...LANGUAGE_CHOICES, { value: language, label: languageName(language) }];
}
