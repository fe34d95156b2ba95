import type { Phrases } from './shape';

// Written so that no verb has to agree with the teammate: a name does not tell the gender.
export const hindiPhrases: Phrases = {
  aiDisclosure: 'मैं एक एआई सहायक हूँ।',
  greeting: 'नमस्ते! आपकी क्या मदद की जा सकती है?',
  thanks: 'आपका स्वागत है! क्या किसी और बात में मदद चाहिए?',
  farewell: 'नमस्ते, आपका दिन शुभ हो!',
  acknowledgement: 'ठीक है। कुछ और ज़रूरत हो तो बस लिख दीजिए।',
  didYouMean: 'क्या आप इनमें से कुछ पूछना चाहते हैं?',
  offerPerson: 'इसका उत्तर देना मेरे लिए मुश्किल है। क्या आपकी बातचीत हमारी टीम के किसी व्यक्ति को सौंप दी जाए?',
  reassurance: {
    asked_for_person: 'ज़रूर। आपकी बातचीत हमारी टीम से {teammate} को सौंप दी गई है। आपको यहीं {when} उत्तर मिलेगा।',
    upset: 'इस परेशानी के लिए हमें खेद है। यह मामला हमारी टीम से {teammate} को सौंप दिया गया है। आपको यहीं {when} उत्तर मिलेगा।',
    cannot_resolve:
      'इसका हल मेरे पास नहीं है, इसलिए इसे हमारी टीम से {teammate} को सौंप दिया गया है। आपको यहीं {when} उत्तर मिलेगा।',
    agent_failed:
      'क्षमा करें, हमारी ओर से कोई गड़बड़ी हुई। आपके संदेश हमारी टीम से {teammate} के पास हैं। आपको यहीं {when} उत्तर मिलेगा।',
    default: 'आपकी बातचीत हमारी टीम से {teammate} को सौंप दी गई है। आपको यहीं {when} उत्तर मिलेगा।',
  },
  when: { soon: 'जल्द से जल्द', withinMinutes: '{minutes} मिनट के भीतर', from: '{time} से' },
};
