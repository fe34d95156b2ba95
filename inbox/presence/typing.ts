import { useEffect, useRef, useSyncExternalStore } from 'react';
import { sayOpen } from './say-presence';

/** Keys that follow one another are told together. */
const TELL_EVERY_MS = 4_000;
/** As the API: after this long without a key nobody is typing, whatever stands in the field. */
const LAPSES_MS = 60_000;

/** The conversation in which this page's teammate writes. */
let typingIn: string | null = null;
let toldMs = 0;
let telling: ReturnType<typeof setTimeout> | undefined;
let lapsing: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Tells colleagues and the AI that somebody writes in this field: its text changed under a person's hands. */
export function useTyping(conversationId: string, draft: string): void {
  const last = useRef(draft);
  useEffect(() => {
    // A draft that was kept from before is no typing.
    if (draft === last.current) return;
    last.current = draft;
    if (draft.trim() === '') stop(conversationId);
    else keyPressed(conversationId);
  }, [conversationId, draft]);
  // Leaving the conversation says it to the API; this is for whoever shows it here.
  useEffect(() => () => forget(), [conversationId]);
}

/** Whether this page's teammate is typing in a conversation. */
export function useIsTyping(conversationId: string): boolean {
  return useSyncExternalStore(subscribe, () => typingIn) === conversationId;
}

function keyPressed(conversationId: string): void {
  if (typingIn !== conversationId) {
    forget();
    change(conversationId);
    tell(conversationId);
  }
  telling ??= setTimeout(() => tell(conversationId), Math.max(0, toldMs + TELL_EVERY_MS - Date.now()));
  clearTimeout(lapsing);
  lapsing = setTimeout(() => stop(conversationId), LAPSES_MS);
}

function tell(conversationId: string): void {
  clearTimeout(telling);
  telling = undefined;
  toldMs = Date.now();
  void sayOpen(conversationId, { typing: true });
}

function stop(conversationId: string): void {
  if (typingIn !== conversationId) return;
  forget();
  void sayOpen(conversationId, { typing: false });
}

function forget(): void {
  clearTimeout(telling);
  telling = undefined;
  clearTimeout(lapsing);
  change(null);
}

function change(to: string | null): void {
  typingIn = to;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
