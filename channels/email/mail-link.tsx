import { Button, Link, Section, Text } from '@react-email/components';
import { style } from './email-style';

/** A mail's one link: as a button, and in full for whoever cannot press it or wants to see where it leads. */
export function MailLink({ link, words }: { link: string; words: string }) {
  return (
    <>
      <Section data-skip-in-text>
        <Button className="button" style={style.button} href={link}>
          {words}
        </Button>
      </Section>
      <Text className="soft" style={style.address}>
        The link in full:{' '}
        <Link style={style.addressLink} href={link}>
          {link}
        </Link>
      </Text>
    </>
  );
}
