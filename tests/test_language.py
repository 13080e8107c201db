"""Words, folding, stems, particles and the language of a text."""

from __future__ import annotations

from time import process_time

import pytest

from mkdocs_autolink.language import (
    detect_language,
    fold,
    fold_text,
    is_unspaced,
    is_word,
    particle_length,
    split_camel_case,
    stemmer,
    stop_words,
    token_spans,
    tokens,
    without_pictographs,
)

TEXTS = {
    "en": "You can see how the server starts and what it does when there is no file. This is what you need if you want"
    " to use it with your own data, because it can be read from any of these.",
    "de": "Der Server startet und liest die Datei, wenn sie nicht leer ist. Das ist für alle wichtig, die mit ihren"
    " eigenen Daten arbeiten und nur eine Seite haben, aber auch für andere.",
    "fr": "Le serveur lit le fichier dans son dossier et vous pouvez le voir avec la commande. Il est possible que les"
    " pages soient dans un autre dossier, mais cela ne change pas pour vous ou pour eux.",
    "es": "El servidor lee el archivo que está en la carpeta y los datos se guardan para más tarde. Si no hay una"
    " página, se puede crear con el comando, pero también desde el menú cuando ya está.",
    "pt": "O servidor lê o arquivo que está na pasta e os dados são guardados para mais tarde. Se não há uma página,"
    " você pode criar com o comando, mas também pelo menu quando já está no ar.",
    "it": "Il server legge il file che si trova nella cartella e i dati sono salvati per dopo. Se non c'è una pagina,"
    " si può creare con il comando, ma anche dal menu quando è già stato fatto.",
    "nl": "De server leest het bestand dat in de map staat en de gegevens worden bewaard voor later. Als er geen pagina"
    " is, kan je die met het commando maken, maar ook via het menu als die er al is.",
    "pl": "Serwer czyta plik, który jest w folderze, a dane są zapisane na później. Jeśli nie ma strony, można ją"
    " utworzyć za pomocą polecenia, ale także przez menu, gdy już jest to gotowe do tego.",
    "ru": "Сервер читает файл, который находится в папке, и данные сохраняются на потом. Если страницы нет, её можно"
    " создать с помощью команды, но также и через меню, когда она уже есть у вас.",
    "zh": "服务器读取文件夹中的文件，并将数据保存以供以后使用。如果没有页面，可以使用命令创建。",
    "ja": "サーバーはフォルダーにあるファイルを読み込み、データを後で使うために保存します。",
    "ko": "서버는 폴더에 있는 파일을 읽고 데이터를 나중에 사용하기 위해 저장합니다.",
    "th": "เซิร์ฟเวอร์อ่านไฟล์ในโฟลเดอร์และบันทึกข้อมูลไว้ใช้ภายหลัง",
    "el": "Ο διακομιστής διαβάζει το αρχείο από τον φάκελο.",
    "he": "השרת קורא את הקובץ מהתיקייה ושומר אותו.",
    "ar": "يقرأ الخادم الملف من المجلد ويحفظه.",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ and C# or a++", ["C++", "and", "C#", "or", "a++"]),
        ("C#4, c++x", ["C", "#", "4", ",", "c", "+", "+", "x"]),
        ("don’t e-mail AT&T", ["don", "t", "e", "mail", "AT", "T"]),
        ("node.js v1.2. End", ["node", "js", "v1", "2", ".", "End"]),
        ("one; two: (three)", ["one", ";", "two", ":", "(", "three", ")"]),
        ("read/write snake_case", ["read", "write", "snake_case"]),
        ("東京都", ["東", "京", "都"]),
        ("위젯 가이드를", ["위젯", "가이드를"]),
        ("คู่มือ", ["คู่", "มื", "อ"]),
        ("👩\u200d💻 Guide", ["👩\u200d💻", "Guide"]),
        ("soft\u00adhyphen", ["soft\u00adhyphen"]),
        ("Cafe\u0301 au lait", ["Cafe\u0301", "au", "lait"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_spans_are_those_of_the_tokens() -> None:
    text = "Wi-Fi 6E; 東京 «C++» 👩\u200d💻."
    assert [text[start:end] for start, end in token_spans(text, len(text))] == tokens(text)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("WIDGET", "widget"),
        ("Straße", "strasse"),
        ("ﬁle", "file"),
        ("ΟΔΟΣ", "οδοσ"),
        ("οδος", "οδοσ"),
        ("\u212a", "k"),
        ("Ｗｉｄｇｅｔ", "widget"),
        ("wid\u00adget", "widget"),
        ("e\u0301", "é"),
        ("\u200b", ""),
    ],
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded
    assert fold(folded) == folded


def test_turkish_has_two_letters_i() -> None:
    assert fold("IŞIK", "tr") == "ışık"
    assert fold("INDEX", "tr") == "ındex"
    assert fold("İNDEX", "tr") == "index"
    assert fold("INDEX") == "index"


def test_fold_text_makes_white_space_one_blank() -> None:
    assert fold_text("  Widget \n\t GUIDE ") == "widget guide"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("guide", "guides"),
        ("query", "queries"),
        ("cookie", "cookies"),
        ("class", "classes"),
        ("status", "statuses"),
        ("alias", "aliases"),
        ("database", "databases"),
        ("cache", "caches"),
        ("branch", "branches"),
        ("hash", "hashes"),
        ("box", "boxes"),
        ("size", "sizes"),
        ("case", "cases"),
        ("schema", "schemas"),
        ("use", "uses"),
        ("tie", "ties"),
    ],
)
def test_english_plural(one: str, many: str) -> None:
    stem = stemmer("en")
    assert stem(one) == stem(many)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("general", "generally"),
        ("form", "from"),
        ("process", "processor"),
        ("analysis", "analyst"),
        ("us", "use"),
        ("at8000", "at8000s"),
    ],
)
def test_english_words_that_are_no_forms_of_each_other(one: str, other: str) -> None:
    stem = stemmer("en")
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("de", "seite", "seiten"),
        ("fr", "page", "pages"),
        ("es", "página", "páginas"),
        ("it", "pagina", "pagine"),
        ("pt", "página", "páginas"),
        ("ru", "страница", "страницы"),
        ("pl", "strona", "strony"),
        ("ko", "서버", "서버에서"),
    ],
)
def test_stems_of_other_languages(language: str, one: str, many: str) -> None:
    stem = stemmer(language)
    assert stem(one) == stem(many)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_a_model_number_has_no_plural(language: str) -> None:
    assert stemmer(language)("mes2324es") == "mes2324es"


def test_words_of_an_unknown_language_stay() -> None:
    assert [stemmer("xx")(word) for word in ("pages", "häuser")] == ["pages", "häuser"]
    assert stop_words("xx") == frozenset()


@pytest.mark.parametrize(
    ("word", "length"), [("가이드를", 1), ("서버에서", 2), ("를", 0), ("나를", 0), ("API를", 1), ("Guide", 0), ("", 0)]
)
def test_korean_particles(word: str, length: int) -> None:
    assert particle_length(word) == length


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("RearPort", ["Rear", "Port"]),
        ("HTTPServer", ["HTTP", "Server"]),
        ("getURL", ["get", "URL"]),
        ("plain", ["plain"]),
        ("API", ["API"]),
        ("v2Api", ["v2", "Api"]),
    ],
)
def test_camel_case(word: str, parts: list[str]) -> None:
    assert split_camel_case(word) == parts


def test_kinds_of_tokens() -> None:
    assert [is_unspaced(token) for token in ("東", "カ", "คู่", "word", "서버")] == [True, True, True, False, False]
    assert [is_word(token) for token in ("word", "7", "東", "💻", ".", "(")] == [True, True, True, True, False, False]


@pytest.mark.parametrize("language", TEXTS)
def test_language_of_a_text(language: str) -> None:
    words = {fold(token) or token for token in tokens(TEXTS[language])}
    assert detect_language(words, least=8) == language


@pytest.mark.parametrize("text", ["", "Widget Guide", "kubectl get pods --all-namespaces", "12 34 56", "no of"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert detect_language(set(tokens(text)), least=8) == ""


def test_code_in_a_text_of_another_script() -> None:
    words = set(tokens(TEXTS["ja"])) | {"install", "config", "server", "the"}
    assert detect_language(words, least=8) == "ja"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("📦 Widgets", "Widgets"),
        ("➡️Über uns 🗺️ ✨ ", "Über uns"),
        ("A → B", "A → B"),
        (" Ä ", " Ä "),
        (" a ", " a "),
        ("🗺️", ""),
    ],
)
def test_pictographs_at_the_ends_of_a_text_decorate_it(text: str, plain: str) -> None:
    assert without_pictographs(text) == plain


@pytest.mark.parametrize("part", ["📦 ", " ", "\u200d", "a 📦"])
def test_a_text_of_many_pictographs_is_read_in_linear_time(part: str) -> None:
    started = process_time()
    without_pictographs(f"ä{part * 100_000}ä{part * 100_000}")
    assert process_time() - started < 2
