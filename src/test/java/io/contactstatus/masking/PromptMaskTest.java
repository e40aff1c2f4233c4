package io.contactstatus.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptMaskTest {

    private static final PromptMask NOTHING_KNOWN = PromptMask.without(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Welcome to the bank.",
                "For billing press 1, for anything else press 2.",
                "Thank you. Calls are recorded. Hello! Please hold.",
                "We are open from 9 to 17.",
                "Hello! What is it about?",
                "お電話ありがとうございます。お客様の口座照会は1を押してください。",
                "皆様にお知らせです。あと約3分でおつなぎします。",
                "お疲れ様でした。"
            })
    void keepsWordsThatAreMeantForEverybody(String text) {
        assertThat(NOTHING_KNOWN.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Welcome back Taro Tanaka, good to hear you.|Welcome back ***, good to hear you.",
                "Dear Mr. Tanaka|Dear Mr. ***",
                "Hello Zoë!|Hello ***!",
                "Your card ends in 1234.|Your card ends in ***.",
                "You owe $12,345 since 2026-01-05.|You owe $*** since ***.",
                "That was one two three four five.|That was ***.",
                "We write to taro@example.com now.|We write to *** now.",
                "田中様、こんにちは。|***様、こんにちは。",
                "お客様は山田太郎様ですね。|お客様は***様ですね。",
                "鈴木さんですか。|***さんですか。",
                "口座は一二三四五です。|口座は***です。",
                "口座番号は１２３４です。|口座番号は***です。",
                "Your code <say-as interpret-as=\"digits\">4711</say-as>.|Your code ***."
            })
    void takesOutWhatLooksFilledIn(String text, String shown) {
        assertThat(NOTHING_KNOWN.of(text)).isEqualTo(shown);
    }

    @Test
    void showsNothingWhereMoreIsKnownThanCanBeLookedFor() {
        var known =
                IntStream.range(0, 300).mapToObj(number -> "value-" + number).toList();
        var more = Stream.concat(known.stream(), Stream.of("Taro")).toList();

        assertThat(PromptMask.without(known).of("So you are value-7")).isEqualTo("So you are ***");
        assertThat(PromptMask.without(more).of("Hello, press one")).isEqualTo("***");
    }

    @Test
    void takesOutWhatIsKnownOfTheCustomerAndEachWordOfTheirName() {
        var wording = PromptMask.without(List.of("Tanaka Taro", "gold", "en", "1", "true", "東京", "a.b"));

        assertThat(wording.of(
                        "So you are TANAKA, a gold member in 東京; golden times, true, en route, press 1, axb, a.b"))
                .isEqualTo("So you are ***, a *** member in ***; golden times, true, en route, press 1, axb, ***");
    }
}
