import { Group, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MyFields } from '../server/team';
import { LANGUAGE_CHOICES } from './language-names';
import { publicNameOf } from './public-name';
import { zoneChoices } from './zone-choices';

interface PersonalFieldsProps {
  fields: MyFields;
  errors: Partial<Record<keyof MyFields, string>>;
  /** What comes right after the name. */
  afterName?: ReactNode;
  onChange: (change: Partial<MyFields>) => void;
}

/** What is known of a person who answers customers. */
export function PersonalFields({ fields, errors, afterName, onChange }: PersonalFieldsProps) {
  return (
    <>
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        maxLength={200}
        autoComplete="off"
        data-autofocus
        value={fields.name}
        error={errors.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      {afterName}
      <TextInput
        label="Name for customers"
        description="Customers are told this name."
        placeholder={fields.name.trim() === '' ? 'First name' : publicNameOf({ ...fields, publicName: null })}
        maxLength={60}
        autoComplete="off"
        value={fields.publicName ?? ''}
        error={errors.publicName}
        onChange={({ currentTarget: { value } }) => onChange({ publicName: value === '' ? null : value })}
      />
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <Select
          miw="10rem"
          label="Time zone"
          placeholder="Not known"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the time zone' }}
          limit={60}
          nothingFoundMessage="No such time zone"
          data={zoneChoices(fields.timeZone)}
          value={fields.timeZone}
          error={errors.timeZone}
          onChange={(timeZone) => onChange({ timeZone })}
        />
        <Select
          miw="10rem"
          label="Language"
          placeholder="Not known"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the language' }}
          data={LANGUAGE_CHOICES}
          value={fields.language}
          error={errors.language}
          onChange={(language) => onChange({ language })}
        />
      </Group>
    </>
  );
}
