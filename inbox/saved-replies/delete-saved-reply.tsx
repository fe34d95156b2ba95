import type { SavedReply } from '../../api/contract/saved-reply';
import { useDeleteSavedReply } from '../server/saved-replies';
import { AskOnce } from '../settings/ask-once';
import { tellDone } from '../settings/tell';

export function DeleteSavedReply({ reply: { id, name }, onClose }: { reply: SavedReply; onClose: () => void }) {
  const { mutate, isPending, error } = useDeleteSavedReply();
  return (
    <AskOnce
      title="Delete this saved reply?"
      words="Delete"
      isDoing={isPending}
      error={error}
      onClose={onClose}
      onDo={() =>
        mutate(id, {
          onSuccess: () => {
            tellDone(`“${name}” is deleted.`);
            onClose();
          },
        })
      }
    >
      <span className="foreign">“{name}” is gone for everybody on the team.</span>
    </AskOnce>
  );
}
