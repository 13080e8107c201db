"""Words that carry no subject, per language, folded."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS: dict[str, frozenset[str]] = {
    "en": _words(
        "a about above after again all also am an and any are as at be because been before being below between both but by can"
        " could did do does doing down during each either else every few for from further had has have having he her here hers"
        " him his how i if in into is it its itself just let may me might more most must my no nor not now of off on once one"
        " only or other our out over own per s same shall she should so some such t than that the their them then there these"
        " they this those through to too under until up upon us very via was we were what when where whether which while who"
        " whom whose why will with within without would yet you your"
    ),
    "de": _words(
        "aber alle allem allen aller alles als also am an andere auch auf aus bei beim bin bis bist da dabei damit dann das dass"
        " dein dem den denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer"
        " eines er es etwas für gegen hat hatte hier hinter ich ihr ihre im in ist ja jede jedem jeden jeder jedes kann kein"
        " keine können machen man mehr mein mit muss nach nicht nichts noch nun nur ob oder ohne sehr sein seine sich sie sind"
        " so soll über um und uns unter vom von vor war was weil welche wenn werden wie wieder wir wird wo zu zum zur zwischen"
    ),
    "fr": _words(
        "à afin ai ainsi alors après au aucun aussi autre aux avant avec avoir c car ce ceci cela celle celui ces cet cette ceux"
        " chaque chez ci comme comment d dans de déjà depuis des deux donc dont du elle elles en encore entre est et était être"
        " eux fait faire il ils j je l la le les leur leurs lors lorsque lui m mais même mes moi mon n ne ni nos notre nous on"
        " ont ou où par parce pas peut peuvent plus pour pourquoi qu quand que quel quelle qui s sa sans se selon ses si son"
        " sont sous sur t ta te tes toi ton tous tout toute toutes tu un une vers via vos votre vous y"
    ),
    "es": _words(
        "a al algo algunas algunos ante antes aquí así aún aunque bien cada como con cual cuando cuya de del desde donde dos e el"
        " él ella ellas ello ellos en entre era es esa esas ese eso esos esta está están estas este esto estos fue ha hace"
        " hacer hacia han hasta hay la las le les lo los más me mediante mi mientras mismo muy nada ni no nos nosotros o otra"
        " otras otro otros para pero podemos por porque puede pueden pues que qué quien se sea según ser si sí sido sin sino"
        " sobre son su sus también tanto te tiene tienen todo todos tras tu un una unas uno unos usted vez y ya"
    ),
    "pt": _words(
        "a à algum alguma antes ao aos apenas após aquele aqui as às assim até cada com como contra da dar das de dela dele"
        " depois desde desta deste do dos e é ela elas ele eles em enquanto entre era essa esse esta está estão este eu foi for"
        " há isso isto já lhe lo mais mas me mesmo meu minha muito na não nas nem no nos nós nossa o onde os ou outra outro para"
        " pela pelas pelo pelos pode podem por porque quais qual quando que quem são se sem sempre ser será seu sua seus suas sobre"
        " também tem ter todo todos tudo um uma umas uns você"
    ),
    "it": _words(
        "a ad agli ai al alla alle allo altri altro anche ancora c che chi ci ciò come con contro cosa così cui d da dagli dai"
        " dal dalla dalle degli dei del dell della delle dello dentro deve di dopo dove due e è ed era essere fa fino fra gli ha hanno"
        " i il in io l la le lei li lo loro lui ma me mentre mi mio molto ne negli nei nel nella nelle no noi non nostro o ogni"
        " oppure per perché però più poi prima può qual quale quando quanto quella quelle quelli quello questa queste questi"
        " questo qui se sei senza si sia sono sopra sotto su sua sui sul sulla suo tra tu tutti tutto un una uno vi voi"
    ),
    "nl": _words(
        "aan al alle alleen als altijd ander andere anders ben bij binnen dan dat de deze die dit doen door dus een eens elk elke"
        " en er ge geen gebruikt haar had heb hebben heeft hem het hier hij hoe hun ik in is ja je jij kan kun kunnen maar meer"
        " men met mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op over per te tegen toch toen tot u uit uw"
        " van veel via voor waar waarbij wanneer want was wat welke werd wie wij wil worden wordt zal ze zelf zich zij zijn zo"
        " zoals zonder zou"
    ),
    "pl": _words(
        "a aby albo ale ani bardzo bez być był była było były będzie chociaż ci co coś czy czyli dla do gdy gdzie go i ich ile im"
        " inne inny ja jak jako je jednak jego jej jest jeszcze jeśli jeżeli już każdy kiedy która które którego której który"
        " którzy lub ma mają między mnie może można moja mój my na nad nam nas nie nic niż o od ona one oni ono oraz po pod"
        " podczas pomocą poza przed przez przy są się sobie swój ta tak także tam te tego tej ten to tu tylko tym u w wam we"
        " wiele więc wszystko z za ze że"
    ),
    "ru": _words(
        "а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее если есть еще же"
        " за здесь и из или им их к как какие какой когда которая которое которого которой которые который которых кто ко ли либо"
        " между меня мне может можно мы на над надо не нее нет ни них но ну о об однако он она они оно от перед по под после при"
        " с свои себя см со так также такой там те тем того тоже той только том тот ту ты у уже чего чем что чтобы эта эти это"
        " этого этой этом этот"
    ),
    "uk": _words(
        "а або але без був була були було бути в вам вас вже ви від він вона вони воно все всі де для до є ж за з зі і із її їх й"
        " його як яка який які якщо коли ми може можна на над не ні о об один по під після при про с та так також такий там те"
        " ти тільки то того у це цей ці цього через чи що щоб"
    ),
    "tr": _words(
        "acaba ama ancak artık aslında az bana bazı belki ben bile bir biraz birçok biri biz bu buna bunlar bunu çok çünkü da daha"
        " de defa değil diğer diye en fakat gibi göre hem hep hepsi her hiç için ile ise işte kadar ki kim mı mi mu mü nasıl ne"
        " neden nerede niye o olan olarak oldu olduğu olur onlar onu sanki şey siz şu tüm var ve veya ya yani yok"
    ),
    "sv": _words(
        "alla allt att av blir bli de dem den denna deras dess det detta dig din du där efter ej eller en ett finns från för ha"
        " hade han har hon hur här i icke inte jag kan kommer man med men mer mot måste ni nu när och om oss på samma sig sin"
        " ska som så till under upp ut utan var vara vi vid vilken än är även över"
    ),
    "cs": _words(
        "a aby ale ani až bez bude by byl byla bylo být co což do i jak jako je jeho jej její jen ještě již k kde když který která"
        " které kteří ke má mezi mít může na nad ne nebo není než o od po pod podle pokud pro proto před při s se si sice tak"
        " také tato tedy ten tento to tím u už v ve více všech však z za ze že"
    ),
    "zh": _words("的 了 和 是 在 与 及 或 也 就 都 而 把 被 对 为 以 其 这 那 此 个"),
    "ja": _words("の に は を が と で も へ や か な た し て"),
    "ko": _words("및 또는 그리고 이 그 저 등 수 것 때 더 할 한"),
    "th": _words("และ ที่ ใน ของ เป็น การ มี ได้ ให้ จะ ไม่"),
}

FILLERS: dict[str, frozenset[str]] = {
    "en": _words("a an and for in its my of our per s that the their these this those to your"),
    "de": _words(
        "am an das dem den der des die ein eine einem einen einer eines für im in ihr ihre sein seine und von zu zum zur"
    ),
    "fr": _words("à au aux d dans de des du en et l la le les leur leurs pour sa ses son un une vos votre"),
    "es": _words("a al de del el en la las los para su sus tu un una unas unos y"),
    "pt": _words("a à ao aos as às da das de do dos e em na nas no nos o os para seu seus sua suas um uma"),
    "it": _words(
        "a agli ai al alla alle da dal dei degli del della delle di e gli i il in l la le lo nel nella per un una uno"
    ),
    "nl": _words("aan de een en het in na naar te van voor"),
    "pl": _words("dla do i na nad o w we"),
    "ru": _words("в для за и из к ко на о об"),
    "uk": _words("в для з за і й на по та у"),
    "tr": _words("bir bu için ve"),
    "sv": _words("av de den det en ett för i och på till"),
    "cs": _words("a do k ke na o pro u v ve"),
    "zh": _words("的"),
    "ja": _words("の"),
    "th": _words("ของ"),
}
"""Stop words that people put into a name and leave out of it: articles, the plainest prepositions, what belongs to whom.

Others make a sentence of it ("macros are methods", "a class with a variable"), and where words are not spaced they are parts of words.
"""

CONJUNCTIONS: dict[str, frozenset[str]] = {
    "cs": _words("a i nebo"),
    "da": _words("og eller"),
    "de": _words("und oder"),
    "en": _words("and or"),
    "es": _words("y e o u"),
    "fr": _words("et ou"),
    "it": _words("e ed o"),
    "ko": _words("및"),
    "nl": _words("en of"),
    "no": _words("og eller"),
    "pl": _words("i oraz lub"),
    "pt": _words("e ou"),
    "ru": _words("и или"),
    "sv": _words("och eller"),
    "tr": _words("ve veya"),
    "uk": _words("та і або"),
}
"""Words that join two things: "and", "or"."""

PREPOSITIONS: dict[str, frozenset[str]] = {
    "en": _words("about as at by for from in into of on over per through under upon via with within without"),
}
"""Words that say how what follows belongs to what stands before.

Not "to", which stands before verbs too, and of English alone: what is left of "Gestion des widgets" is about widgets.
"""
