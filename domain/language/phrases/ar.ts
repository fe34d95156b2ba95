import type { Phrases } from './shape';

// Written so that no verb has to agree with the teammate: a name does not tell the gender.
export const arabicPhrases: Phrases = {
  aiDisclosure: 'أنا مساعد يعمل بالذكاء الاصطناعي.',
  greeting: 'مرحبًا! كيف يمكنني مساعدتك؟',
  thanks: 'على الرحب والسعة! هل من شيء آخر يمكنني المساعدة فيه؟',
  farewell: 'مع السلامة ونتمنى لك يومًا سعيدًا!',
  acknowledgement: 'حسنًا. يمكنك الكتابة إلينا في أي وقت عند الحاجة.',
  didYouMean: 'هل تقصد أحد هذه الأسئلة؟',
  offerPerson: 'لست متأكدًا من قدرتي على الإجابة. هل ترغب في تحويلك إلى أحد أعضاء فريقنا؟',
  reassurance: {
    asked_for_person: 'بالتأكيد. تم تحويل محادثتك إلى {teammate} من فريقنا، وسيصلك الرد هنا {when}.',
    upset: 'نعتذر عمّا حدث. تم تحويل الأمر إلى {teammate} من فريقنا للنظر فيه، وسيصلك الرد هنا {when}.',
    cannot_resolve: 'لا أستطيع حل هذا بنفسي، لذلك تم تحويله إلى {teammate} من فريقنا، وسيصلك الرد هنا {when}.',
    agent_failed: 'عذرًا، حدث خلل من جانبنا. رسائلك الآن لدى {teammate} من فريقنا، وسيصلك الرد هنا {when}.',
    default: 'تم تحويل محادثتك إلى {teammate} من فريقنا، وسيصلك الرد هنا {when}.',
    self_harm:
      'يؤسفني كثيرًا أنك تشعر بهذا، وآخذ كلامك على محمل الجد. يتم الآن إبلاغ {teammate} من فريقنا، وسيصلك الرد هنا {when}. إذا كان هناك خطر عليك الآن، فالرجاء الاتصال فورًا برقم الطوارئ المحلي. ويمكنك أيضًا أن تجد من تتحدث إليه على https://findahelpline.com',
  },
  when: { soon: 'في أقرب وقت ممكن', withinMinutes: 'خلال {minutes} دقيقة', from: 'ابتداءً من {time}' },
};
