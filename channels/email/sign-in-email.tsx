import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Html } from '@react-email/html';
import { toPlainText } from '@react-email/render';
import { Text } from '@react-email/text';
import { renderToStaticMarkup } from 'react-dom/server';
import { DARK_MODE, style } from './email-style';
import { MailLink } from './mail-link';
import { cut, oneLine, withoutLinks } from './safe-text';

/** What a mail that signs a teammate in tells. */
export interface SignInEmail {
  business: string;
  teammateName: string;
  link: string;
  /** Six digits; null in an invitation. */
  code: string | null;
  /** Words such as `10 minutes`. */
  validFor: string;
}

/** Renders the mail as HTML and as text: an invitation without a code, an asked-for sign-in with one. */
export function renderSignInEmail(email: SignInEmail): { subject: string; html: string; text: string } {
  const business = cut(oneLine(email.business), 60) || 'Support';
  const title = email.code === null ? `Join the inbox of ${business}` : `Sign in to ${business}`;
  const html = renderToStaticMarkup(<Layout email={email} business={withoutLinks(business)} title={title} />);
  return {
    // Mail programs and phones offer the code from here.
    subject: email.code === null ? title : `${email.code} is your code for ${business}`,
    html: `<!DOCTYPE html>${html}`,
    text: toPlainText(html, { selectors: [{ selector: 'h1', options: { uppercase: false } }] }),
  };
}

function Layout({ email, business, title }: { email: SignInEmail; business: string; title: string }) {
  const { link, code, validFor } = email;
  const name = withoutLinks(cut(oneLine(email.teammateName), 60)) || 'there';
  return (
    <Html lang="en">
      <Head>
        <title>{withoutLinks(title)}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <style>{DARK_MODE}</style>
      </Head>
      <Body className="body" style={style.body}>
        <Container className="card" style={style.card}>
          <Text className="soft" style={style.business}>
            {business}
          </Text>
          <Heading as="h1" className="strong" style={style.title}>
            {withoutLinks(title)}
          </Heading>
          <Text className="strong" style={style.text}>
            {code === null
              ? `Hi ${name}, you answer customers of ${business} from now on. This link signs you in for the first time.`
              : `Hi ${name}, open the link, or type the code where you want to sign in.`}
          </Text>
          {code !== null && (
            <Text className="strong" style={{ ...style.title, ...style.code, fontSize: '28px' }}>
              {code}
            </Text>
          )}
          <MailLink link={link} words="Sign in" />
          <Text className="soft" style={style.footer}>
            {code === null ? 'It works' : 'Either works'} once, within {validFor}. Pass it on to nobody; we never ask
            for it.
            {code !== null && ' If you did not want to sign in, you need not do anything.'}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}
