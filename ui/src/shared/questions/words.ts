// The names of what two people can both change, as keys of messages.
import type { FieldName } from '../../core/contract';

/** What a question is about; the text has its own name. */
export const FIELD_NAMES: Record<FieldName, string> = {
  headline: 'writing-headline',
  standfirst: 'writing-standfirst',
  section: 'field-section',
  tags: 'field-tags',
  byline: 'field-byline',
  language: 'field-language',
  slug: 'field-slug',
  date: 'asked-date',
  picture: 'asked-picture',
  embargo: 'field-embargo',
  corrections: 'field-corrections',
};
