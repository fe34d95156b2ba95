import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Html } from '@react-email/html';
import { Preview } from '@react-email/preview';
import { toPlainText } from '@react-email/render';
import { Text } from '@react-email/text';
import { renderToStaticMarkup } from 'react-dom/server';
import { DARK_MODE, style } from './email-style';
import { MailLink } from './mail-link';
import { Lines } from './lines';
import { cut, oneLine, withoutLinks } from './safe-text';

/** What a mail about a colleague's click tells. Texts are raw: escaping and cutting happen here. */
export interface NoticeEmail {
  kind: 'mention' | 'assigned' | 'taken_over' | 'assigned_away';
  business: string;
  teammateName: string;
  /** Whose click it was. */
  actorName: string;
  customerName: string;
  /** Who has the conversation now, where that is told. */
  assigneeName: string | null;
  note: string | null;
  /** Address of the conversation in the inbox: the only link. */
  link: string;
}

const NOTE_SHOWN = 2_000;

/** Renders the mail as HTML and as text. Store the result: a retry must send the same bytes. */
export function renderNoticeEmail(email: NoticeEmail): { subject: string; html: string; text: string } {
  const { title, sentence, subject } = inWords(email);
  const html = renderToStaticMarkup(<Layout email={email} title={title} sentence={sentence} />);
  return {
    subject,
    html: `<!DOCTYPE html>${html}`,
    text: toPlainText(html, { selectors: [{ selector: 'h1', options: { uppercase: false } }] }),
  };
}

function inWords(email: NoticeEmail): { subject: string; title: string; sentence: string } {
  const [actor, customer] = [nameOf(email.actorName, 'A colleague'), nameOf(email.customerName, 'a customer')];
  switch (email.kind) {
    case 'mention':
      return {
        subject: `${actor} mentioned you: ${customer}`,
        title: `${actor} mentioned you`,
        sentence: `${actor} wrote a note on the conversation with ${customer}. Only the team sees it.`,
      };
    case 'assigned':
      return {
        subject: `${actor} gave you ${customer} again`,
        title: `${customer} is yours again`,
        sentence: `${actor} assigned the conversation to you. The AI stays silent until you resolve it.`,
      };
    case 'taken_over':
      return {
        subject: `${actor} took over: ${customer}`,
        title: `${actor} took over from you`,
        sentence: `${actor} answers ${customer} now. You need not do anything.`,
      };
    case 'assigned_away': {
      const assignee = nameOf(email.assigneeName ?? '', 'somebody else');
      return {
        subject: `${assignee} has ${customer} now`,
        title: `${assignee} has this conversation now`,
        sentence: `${actor} assigned the conversation with ${customer}, which you answered, to ${assignee}. You need not do anything.`,
      };
    }
  }
}

function Layout({ email, title, sentence }: { email: NoticeEmail; title: string; sentence: string }) {
  const { note, link } = email;
  const business = withoutLinks(nameOf(email.business, 'Support'));
  return (
    <Html lang="en">
      <Head>
        <title>{withoutLinks(title)}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <style>{DARK_MODE}</style>
      </Head>
      <Preview>{withoutLinks(cut(oneLine(note ?? sentence), 120))}</Preview>
      <Body className="body" style={style.body}>
        <Container className="card" style={style.card}>
          <Text className="soft" style={style.business}>
            {business}
          </Text>
          <Heading as="h1" className="strong" style={style.title}>
            {withoutLinks(title)}
          </Heading>
          <Text className="strong" style={style.text}>
            {withoutLinks(`Hi ${nameOf(email.teammateName, 'there')}, ${sentence}`)}
          </Text>
          {note !== null && (
            <Text className="strong" style={style.quote} dir="auto">
              <Lines text={cut(note.trim(), NOTE_SHOWN)} />
            </Text>
          )}
          <MailLink link={link} words="Open the conversation" />
          <Text className="soft" style={style.footer}>
            You get this mail because you answer customers of {business}. A reply to this mail does not reach the
            customer.
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function nameOf(name: string, otherwise: string): string {
  return cut(oneLine(name), 60) || otherwise;
}
