/**
 * What the AI and the product say to a customer in one language. `{teammate}` stands for a first name, `{when}` for one of the
 * `when` phrases; `fillPhrase` puts them in. A text promises nothing that the product does not compute.
 */
export interface Phrases {
  /** Tells that an AI is writing. */
  aiDisclosure: string;
  /** Answers to small talk. */
  greeting: string;
  thanks: string;
  farewell: string;
  acknowledgement: string;
  /** Leads a list of the questions that are nearest to the customer's. */
  didYouMean: string;
  /** Asks whether a person should take over. */
  offerPerson: string;
  /** Tells the customer who will answer, by the handoff's reason. */
  reassurance: {
    asked_for_person: string;
    upset: string;
    cannot_resolve: string;
    agent_failed: string;
    default: string;
    /**
     * For who writes of wanting to die: taken seriously, a person, the emergency number, and somebody to talk to. The address is
     * an international directory of crisis lines by country. Source: findahelpline.com, run by ThroughLine.
     */
    self_harm: string;
  };
  /** Values for `{when}`: no time known; `{minutes}` a whole number above one; `{time}` a localised date and time. */
  when: { soon: string; withinMinutes: string; from: string };
}
