package dev.switchover.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.http.Host.Form;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.10",
                "0.0.0.1",
                "127.0.0.1",
                "223.255.255.255",
                "240.0.0.1",
                "2001:db8::10",
                "::1",
                "::ffff:192.0.2.1",
                "2001:DB8:0:0:8:800:200C:417A",
                "sbc",
                "sbc.example.net",
                "sbc.example.net.",
                "_sip.sbc-1.example.net",
                "1and1.example",
                "3com.com",
                "xn--bcher-kva.example"
            })
    void takesAddressesAndNames(String text) {
        assertThat(HostRule.isValid(text, Form.ALONE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999.999.1.1",
                "256.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "192.0.2.010",
                "10",
                "sbc.example.42",
                "sbc.42.",
                "",
                ".",
                "a..b",
                "-sbc.example.net",
                "sbc-.example.net",
                "2001:db8::10::1",
                "2001:db8:1",
                "::999.0.2.1",
                "12345::1",
                "fe80::1%eth0",
                "[2001:db8::10]",
                "192.0.2.10:5060",
                "sbc.example.net/x",
                "sbc example"
            })
    void refusesTheRest(String text) {
        assertThat(HostRule.isValid(text, Form.ALONE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "::",
                "0:0:0:0:0:0:0:0",
                "::ffff:0.0.0.0",
                "255.255.255.255",
                "::ffff:255.255.255.255",
                "224.0.0.1",
                "239.255.255.255",
                "ff02::1"
            })
    void refusesWhereNobodyIsReached(String text) {
        assertThat(HostRule.isValid(text, Form.ALONE)).isFalse();
        assertThat(HostRule.isValid(text.contains(":") ? "[" + text + "]:5060" : text, Form.WITH_PORT))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.10",
                "192.0.2.10:5060",
                "sip.example.net:65535",
                "sip.example.net.",
                "[2001:db8::10]",
                "[2001:db8::10]:5060"
            })
    void takesAPortWhereOneMayBe(String text) {
        assertThat(HostRule.isValid(text, Form.WITH_PORT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.10:",
                "192.0.2.10:0",
                "192.0.2.10:65536",
                "999.999.1.1:5060",
                "2001:db8::10",
                "[192.0.2.10]:5060"
            })
    void refusesWhatIsNoPort(String text) {
        assertThat(HostRule.isValid(text, Form.WITH_PORT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://a.example.net/", "http://192.0.2.10:8080/settings?x=1", "https://[2001:db8::10]:8443"})
    void takesPages(String text) {
        assertThat(HostRule.isValid(text, Form.OF_A_PAGE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://999.999.1.1/",
                "https:///x",
                "ftp://a.example.net/",
                "a.example.net",
                "https://sbc.example.42/",
                "https://a example"
            })
    void refusesPagesNowhere(String text) {
        assertThat(HostRule.isValid(text, Form.OF_A_PAGE)).isFalse();
    }
}
