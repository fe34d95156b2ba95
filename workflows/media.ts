import { condition } from '@temporalio/workflow';
import type { WorkflowActivities } from './activity-proxies';
import { attempt } from './attempt';
import type { ConversationState } from './conversation-state';

/** Copies what customers attached to our own storage, several at a time; a copy that is lost is rung again by the sweeper. */
export async function keepCopyingMedia(state: ConversationState, { copyMedia }: WorkflowActivities): Promise<never> {
  const underWay = new Set<string>();
  for (;;) {
    await condition(() => state.mediaIds.length > 0);
    for (const mediaId of state.mediaIds.splice(0)) {
      if (underWay.has(mediaId)) continue;
      underWay.add(mediaId);
      void attempt(() => copyMedia({ mediaId })).finally(() => underWay.delete(mediaId));
    }
  }
}
