import { Button } from '@react-email/button';
import { Link } from '@react-email/link';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
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
