package io.contactstatus.store;

import io.contactstatus.contact.OutsideCall;
import io.contactstatus.contact.Source;

/// Letters in place of the names of enum constants. Part of the format.
final class FieldCodes {

    private FieldCodes() {}

    static String of(OutsideCall.Stage step) {
        return switch (step) {
            case DIALLED -> "D";
            case ENDED -> "E";
            case FAILED -> "F";
        };
    }

    static OutsideCall.Stage step(String code) {
        return switch (code) {
            case "D" -> OutsideCall.Stage.DIALLED;
            case "E" -> OutsideCall.Stage.ENDED;
            case "F" -> OutsideCall.Stage.FAILED;
            default -> throw new IllegalArgumentException("a step this version does not know");
        };
    }

    static String of(Source source) {
        return switch (source) {
            case FLOW_EVENT -> "F";
            case FLOW_LOG -> "L";
            case CONTACT_LENS -> "K";
            case AGENT_EVENT -> "A";
            case RECONCILED -> "D";
            case CONTACT_EVENT -> "C";
            case CONTACT_RECORD -> "R";
            case API -> "P";
        };
    }

    static Source source(String code) {
        return switch (code) {
            case "F" -> Source.FLOW_EVENT;
            case "L" -> Source.FLOW_LOG;
            case "K" -> Source.CONTACT_LENS;
            case "A" -> Source.AGENT_EVENT;
            case "D" -> Source.RECONCILED;
            case "C" -> Source.CONTACT_EVENT;
            case "R" -> Source.CONTACT_RECORD;
            case "P" -> Source.API;
            default -> throw new IllegalArgumentException("a source this version does not know");
        };
    }
}
