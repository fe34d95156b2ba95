import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Html } from '@react-email/html';
import { Preview } from '@react-email/preview';
import { toPlainText } from '@react-email/render';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import { renderToStaticMarkup } from 'react-dom/server';
import type { HandoffReason } from '../../domain/handoff-reason';
import { DARK_MODE, style } from './email-style';
import { MailLink } from './mail-link';
import { Lines } from './lines';
import { REASON_WORDS } from './reason-words';
import { cut, oneLine, withoutLinks } from './safe-text';
import { readMarks } from './whatsapp-marks';

/** What the mail to an assignee tells. Texts are raw: escaping and cutting happen here. */
export interface HandoffEmail {
  business: string;
  teammateName: string;
  customerName: string;
  reason: HandoffReason;
  /** Replaces the standard words of `reason`. */
  reasonText: string | null;
  /** The customer's own words that led to the handoff. */
  evidence: string | null;
  /** What the teammate needs to know. */
  summary: string | null;
  /** With which a teammate assigned it. */
  note?: { author: string; text: string } | null;
  /** Oldest first; the last 8 are shown. */
  messages: readonly HandoffEmailMessage[];
  /** Address of the conversation in the inbox: the only link. */
  link: string;
  openedAt: Date;
  /** IANA name, in whose time the teammate reads; UTC when absent. */
  timeZone?: string;
}

interface HandoffEmailMessage {
  author: 'customer' | 'ai' | 'teammate' | 'business_phone';
  text: string;
  at: Date;
}

const MESSAGES_SHOWN = 8;

/**
 * Renders the mail as HTML and as text. Equal input gives equal bytes, so that a retry with the same idempotency key is
 * recognised; store the result all the same, because a release may change the layout.
 */
export function renderHandoffEmail(email: HandoffEmail): { subject: string; html: string; text: string } {
  const customer = nameOf(email.customerName, 'A customer');
  const reason = cut(oneLine(email.reasonText ?? REASON_WORDS[email.reason]), 80);
  const html = renderToStaticMarkup(
    <Layout email={email} customer={withoutLinks(customer)} reason={withoutLinks(reason)} />,
  );
  return {
    subject: `${customer} needs you: ${reason}`,
    html: `<!DOCTYPE html>${html}`,
    text: toPlainText(html, {
      selectors: [
        { selector: 'h1', options: { uppercase: false } },
        // Emphasis may go; what was struck out may not read as if it still held.
        { selector: 's', format: 'inlineSurround', options: { prefix: '~', suffix: '~' } },
      ],
    }),
  };
}

function Layout({ email, customer, reason }: { email: HandoffEmail; customer: string; reason: string }) {
  const { evidence, summary, link, note } = email;
  const business = withoutLinks(nameOf(email.business, 'Support'));
  const shown = email.messages.slice(-MESSAGES_SHOWN);
  return (
    <Html lang="en">
      <Head>
        <title>{`${customer} needs you`}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <style>{DARK_MODE}</style>
      </Head>
      <Preview>{withoutLinks(cut(oneLine(withoutMarks(note?.text ?? evidence ?? summary ?? reason)), 120))}</Preview>
      <Body className="body" style={style.body}>
        <Container className="card" style={style.card}>
          <Text className="soft" style={style.business}>
            {business}
          </Text>
          <Heading as="h1" className="strong" style={style.title}>
            {customer} needs a person
          </Heading>
          <Text className="strong" style={style.text}>
            Hi {withoutLinks(nameOf(email.teammateName, 'there'))}, this conversation is yours since{' '}
            {when(email.openedAt, email.timeZone)}. {customer} is waiting on WhatsApp, and the AI stays silent until you
            resolve it.
          </Text>
          {note && (
            <>
              <Text className="soft" style={style.label}>
                A note from {withoutLinks(nameOf(note.author, 'a colleague'))}
              </Text>
              <Text className="strong" style={style.quote} dir="auto">
                <Lines text={cut(note.text.trim(), 2_000)} />
              </Text>
            </>
          )}
          <Text className="soft" style={style.label}>
            Why
          </Text>
          <Text className="strong" style={style.reason}>
            {reason}
          </Text>
          {isPresent(evidence) && (
            <Text className="strong" style={style.quote} dir="auto">
              <Lines text={`“${cut(evidence.trim(), 300)}”`} />
            </Text>
          )}
          <MailLink link={link} words="Open the conversation" />
          {isPresent(summary) && (
            <>
              <Text className="soft" style={style.label}>
                What you need to know
              </Text>
              <Text className="strong" style={{ ...style.text, margin: 0 }} dir="auto">
                <Lines text={cut(summary.trim(), 1_200)} />
              </Text>
            </>
          )}
          {shown.length > 0 && (
            <Text className="soft" style={style.label}>
              {shown.length < email.messages.length ? `The last ${shown.length} messages` : 'The conversation so far'}
            </Text>
          )}
          {shown.map((message, index) => (
            <Said key={index} message={message} customer={customer} timeZone={email.timeZone} />
          ))}
          {!email.messages.some(({ author }) => author === 'ai') && (
            <Text className="soft" style={style.address}>
              The AI has not answered anything here.
            </Text>
          )}
          <Text className="soft" style={style.footer}>
            You get this mail because handoffs of {business} come to you. Please answer in the inbox: a reply to this
            mail does not reach {customer}.
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function Said(props: { message: HandoffEmailMessage; customer: string; timeZone: string | undefined }) {
  const { author, text, at } = props.message;
  const fromCustomer = author === 'customer';
  const names = { customer: props.customer, ai: 'AI', teammate: 'Teammate', business_phone: 'Business phone' };
  return (
    <Section className={fromCustomer ? 'message' : 'answer'} style={fromCustomer ? style.message : style.answer}>
      <Text className="soft" style={style.author}>
        {names[author]}, {when(at, props.timeZone)}
      </Text>
      <Text className="strong" style={style.said} dir="auto">
        <Lines text={cut(text.trim(), 600)} />
      </Text>
    </Section>
  );
}

function nameOf(name: string, otherwise: string): string {
  return cut(oneLine(name), 60) || otherwise;
}

function withoutMarks(text: string): string {
  return readMarks(text)
    .map((stretch) => stretch.text)
    .join('');
}

function isPresent(text: string | null): text is string {
  return text !== null && text.trim() !== '';
}

/** `25 Nov, 10:42 CET` */
function when(at: Date, timeZone = 'UTC'): string {
  const format = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat('en-GB', { ...format, timeZone }).format(at);
}
