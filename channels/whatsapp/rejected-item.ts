/** A part that could not be understood: kept for a person to look at, its siblings are unharmed. */
export interface RejectedItem {
  /** Where in the body, `entry[0].changes[1].value.messages[2]`; empty for the whole body. */
  path: string;
  reason: RejectionReason;
  /** The part as JSON (the body itself if it is no JSON), safe to store as text. */
  raw: string;
}

export type RejectionReason =
  | 'not_json'
  | 'not_an_object'
  | 'not_a_list'
  | 'nested_too_deeply'
  | 'no_phone_number_id'
  | 'no_message_id'
  | 'no_timestamp'
  | 'no_sender'
  | 'group_message'
  | 'invalid_status';
