import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core';
import { TbSearchOff } from 'react-icons/tb';
import type { Filter } from '../server/filters';
import { sentenceOf } from '../server/problem';
import { useSearch } from '../server/search';
import { useNow } from '../words/use-now';
import { FoundRow } from './found-row';
import classes from './search-results.module.css';

interface SearchResultsProps {
  words: string;
  filter: Filter;
  openId: string | null;
}

/** The conversations that have the words, newest first. */
export function SearchResults({ words, filter, openId }: SearchResultsProps) {
  const { data, error, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useSearch(words);
  const now = useNow();
  const results = data?.pages.flatMap(({ items }) => items);
  const isReading = results === undefined && error === null;
  return (
    <section className={classes['pane']} aria-label="Found conversations" aria-busy={isReading || isPlaceholderData}>
      <h1 className={classes['heading']}>
        Found{' '}
        <span role="status">{results === undefined || isPlaceholderData ? '' : countOf(results, hasNextPage)}</span>
      </h1>
      <div className={classes['scroller']} tabIndex={-1}>
        {isReading && <LoadingResults />}
        {error !== null && (
          <Alert m="md" color="red" title="The search did not work" role="alert">
            {sentenceOf(error)}
            <Button display="block" size="xs" mt="sm" variant="default" onClick={() => void refetch()}>
              Try again
            </Button>
          </Alert>
        )}
        {results?.length === 0 && !isPlaceholderData && <NothingFound words={words} />}
        <ul className={classes['rows']} data-old={isPlaceholderData ? true : undefined}>
          {results?.map((result) => (
            <li key={result.conversation.id}>
              <FoundRow
                result={result}
                words={words}
                filter={filter}
                isOpen={result.conversation.id === openId}
                now={now}
              />
            </li>
          ))}
        </ul>
        {hasNextPage && (
          <Button variant="subtle" fullWidth my="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            More
          </Button>
        )}
      </div>
    </section>
  );
}

function countOf({ length }: readonly unknown[], hasMore: boolean): string {
  return `${length}${hasMore ? '+' : ''} conversation${length === 1 ? '' : 's'}`;
}

function NothingFound({ words }: { words: string }) {
  return (
    <Stack align="center" gap={4} px="lg" py={64} ta="center">
      <TbSearchOff size={34} strokeWidth={1.3} color="var(--faint)" aria-hidden />
      <Text fw={600}>Nothing found</Text>
      <Text size="sm" c="var(--faint)" className="foreign">
        No customer and no message has “{words.slice(0, 100)}”.
      </Text>
    </Stack>
  );
}

function LoadingResults() {
  return (
    <Stack p="md" gap="lg" role="status" aria-label="Searching">
      {Array.from({ length: 5 }, (_, index) => (
        <Stack key={index} gap={6}>
          <Skeleton h={12} w="45%" />
          <Skeleton h={10} w="85%" />
        </Stack>
      ))}
    </Stack>
  );
}
