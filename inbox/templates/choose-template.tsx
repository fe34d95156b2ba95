import { Alert, Button, Skeleton, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import type { Template } from '../../api/contract/template';
import { isTemporary, sentenceOf } from '../server/problem';
import type { ReplyContent } from '../server/reply-store';
import { useTemplates } from '../server/templates';
import { Dialog } from '../settings/dialog';
import { TemplateForm } from './template-form';
import { languageInWords, titleOf } from './template-words';
import classes from './templates.module.css';

export interface ChooseTemplateProps {
  conversation: Conversation;
  onSend: (content: ReplyContent) => void;
  onClose: () => void;
}

/** Fewer are seen at a glance. */
const FILTERED_FROM = 8;

/** The approved templates, the customer's language first; then what goes into the chosen one. */
export function ChooseTemplate({ conversation, onSend, onClose }: ChooseTemplateProps) {
  const { data, error, isPending, refetch } = useTemplates();
  const [chosen, choose] = useState<Template | null>(null);
  const [words, setWords] = useState('');
  const hasFilter = (data?.length ?? 0) >= FILTERED_FROM;
  const shown = inOrder(data ?? [], conversation.language).filter((template) => holds(template, words));
  return (
    <Dialog isForm title={chosen === null ? 'Choose a template' : titleOf(chosen)} onClose={onClose}>
      {chosen !== null ? (
        <TemplateForm
          template={chosen}
          onBack={() => choose(null)}
          onSend={(content) => {
            onSend(content);
            onClose();
          }}
        />
      ) : (
        <Stack gap="xs">
          {isPending && (
            <div role="status" aria-label="Reading the templates">
              <Skeleton h={64} mb="xs" />
              <Skeleton h={64} />
            </div>
          )}
          {error !== null && (
            <Alert color="red" title="The templates cannot be read" role="alert">
              {sentenceOf(error)}
              {isTemporary(error) && (
                <Button size="xs" mt="sm" variant="default" display="block" onClick={() => void refetch()}>
                  Try again
                </Button>
              )}
            </Alert>
          )}
          {data?.length === 0 && (
            <Text size="sm">No template is approved yet. They are written in WhatsApp Manager.</Text>
          )}
          {hasFilter && (
            <TextInput
              aria-label="Find a template"
              placeholder="Find by name or words"
              autoFocus
              value={words}
              onChange={({ currentTarget }) => setWords(currentTarget.value)}
            />
          )}
          {shown.map((template, index) => (
            <UnstyledButton
              key={`${template.name} ${template.language}`}
              className={classes['template'] ?? ''}
              disabled={template.unusable !== null}
              autoFocus={!hasFilter && index === 0}
              onClick={() => choose(template)}
            >
              <span className={classes['head']}>
                <strong className="one-line">{titleOf(template)}</strong>
                <span>{languageInWords(template.language)}</span>
              </span>
              <span className={`${classes['body'] ?? ''} foreign`} dir="auto">
                {template.unusable ?? template.body}
              </span>
            </UnstyledButton>
          ))}
          {data !== undefined && data.length > 0 && shown.length === 0 && (
            <Text size="sm" role="status">
              No template has these words.
            </Text>
          )}
        </Stack>
      )}
    </Dialog>
  );
}

/** What can be sent first, and of that what the customer speaks. */
function inOrder(templates: readonly Template[], language: string | null): Template[] {
  const rank = ({ unusable, language: own }: Template) =>
    unusable !== null ? 2 : own.split('_')[0] === language ? 0 : 1;
  return templates.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

function holds({ name, body }: Template, words: string): boolean {
  return `${name} ${body}`.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase());
}
