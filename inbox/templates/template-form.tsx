import { Button, Group, Stack, TextInput } from '@mantine/core';
import { TbArrowLeft } from 'react-icons/tb';
import { useState } from 'react';
import type { Template } from '../../api/contract/template';
import { WhatsAppText } from '../conversation/whatsapp-text';
import type { ReplyContent } from '../server/reply-store';
import { fillTemplate } from './fill-template';
import { variableInWords } from './template-words';
import classes from './templates.module.css';

interface TemplateFormProps {
  template: Template;
  onBack: () => void;
  onSend: (content: ReplyContent) => void;
}

/** The API's. */
const LIMIT = 1_024;

/** What goes into a template, and what the customer will read. */
export function TemplateForm({ template, onBack, onSend }: TemplateFormProps) {
  const { name, language, variables, buttons } = template;
  const [values, setValues] = useState<readonly string[]>(() => variables.map(() => ''));
  const filled = fillTemplate(template, values);
  const isReady = values.every((value) => value.trim() !== '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        const parameters = values.map((value) => value.trim());
        onSend({ text: fillTemplate(template, parameters), template: { name, language, parameters } });
      }}
    >
      <Stack>
        {variables.map((variable, index) => (
          <TextInput
            key={`${variable.in} ${variable.name}`}
            label={variableInWords(variable)}
            {...(variable.example === null ? {} : { placeholder: `Such as ${variable.example}` })}
            autoFocus={index === 0}
            maxLength={LIMIT}
            autoComplete="off"
            value={values[index] ?? ''}
            onChange={({ currentTarget }) => setValues(values.with(index, currentTarget.value))}
          />
        ))}
        <div className={classes['preview']} role="group" aria-label="What the customer will read">
          <WhatsAppText text={filled} />
          {buttons.length > 0 && (
            <div className={classes['buttons']}>
              {buttons.map((title) => (
                <span key={title}>{title}</span>
              ))}
            </div>
          )}
        </div>
        <Group justify="space-between">
          <Button variant="default" leftSection={<TbArrowLeft size={16} />} onClick={onBack}>
            Other template
          </Button>
          <Button type="submit" disabled={!isReady} autoFocus={variables.length === 0}>
            Send
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
