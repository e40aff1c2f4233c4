package io.contactstatus.store;

import io.contactstatus.contact.Insights;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.OutsideCall;
import io.contactstatus.contact.QueueDeparture;
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

    /// The first two as the flag was written that this was once.
    static String of(Insights.Analysis analysis) {
        return switch (analysis) {
            case UNDER_WAY -> "0";
            case OVER -> "1";
            case FILED -> "2";
        };
    }

    static Insights.Analysis analysis(String code) {
        return switch (code) {
            case "0" -> Insights.Analysis.UNDER_WAY;
            case "1" -> Insights.Analysis.OVER;
            case "2" -> Insights.Analysis.FILED;
            default -> throw new IllegalArgumentException("an analysis this version does not know");
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

    static String of(QueueDeparture.Kind kind) {
        return switch (kind) {
            case ANSWERED -> "A";
            case ABANDONED -> "B";
            case CALLBACK_REQUESTED -> "R";
            case WENT_ON -> "W";
            case TRANSFERRED_OUT -> "T";
            case OTHER -> "O";
            case CALLBACK_ANSWERED -> "a";
            case CALLBACK_NOT_REACHED -> "n";
            case CALLBACK_OTHER -> "o";
        };
    }

    static QueueDeparture.Kind kind(String code) {
        return switch (code) {
            case "A" -> QueueDeparture.Kind.ANSWERED;
            case "B" -> QueueDeparture.Kind.ABANDONED;
            case "R" -> QueueDeparture.Kind.CALLBACK_REQUESTED;
            case "W" -> QueueDeparture.Kind.WENT_ON;
            case "T" -> QueueDeparture.Kind.TRANSFERRED_OUT;
            case "O" -> QueueDeparture.Kind.OTHER;
            case "a" -> QueueDeparture.Kind.CALLBACK_ANSWERED;
            case "n" -> QueueDeparture.Kind.CALLBACK_NOT_REACHED;
            case "o" -> QueueDeparture.Kind.CALLBACK_OTHER;
            default -> throw new IllegalArgumentException("a kind this version does not know");
        };
    }

    static String of(Outcome outcome) {
        return switch (outcome) {
            case MONITORED -> "M";
            case INTERNAL -> "I";
            case ANSWERED -> "A";
            case WENT_ON -> "W";
            case CALLBACK_REQUESTED -> "R";
            case TRANSFERRED_OUT -> "T";
            case NOT_REACHED -> "N";
            case ABANDONED -> "B";
            case LEFT_IN_FLOW -> "L";
            case ENDED_BY_FLOW -> "F";
            case EXPIRED -> "E";
            case CLOSED -> "C";
            case FAILED -> "X";
        };
    }

    static Outcome outcome(String code) {
        return switch (code) {
            case "M" -> Outcome.MONITORED;
            case "I" -> Outcome.INTERNAL;
            case "A" -> Outcome.ANSWERED;
            case "W" -> Outcome.WENT_ON;
            case "R" -> Outcome.CALLBACK_REQUESTED;
            case "T" -> Outcome.TRANSFERRED_OUT;
            case "N" -> Outcome.NOT_REACHED;
            case "B" -> Outcome.ABANDONED;
            case "L" -> Outcome.LEFT_IN_FLOW;
            case "F" -> Outcome.ENDED_BY_FLOW;
            case "E" -> Outcome.EXPIRED;
            case "C" -> Outcome.CLOSED;
            case "X" -> Outcome.FAILED;
            default -> throw new IllegalArgumentException("an outcome this version does not know");
        };
    }

    /// Channels are an open list: what is not known is written as it is.
    static String ofChannel(String channel) {
        return switch (channel) {
            case "VOICE" -> "V";
            case "CHAT" -> "C";
            case "TASK" -> "T";
            case "EMAIL" -> "E";
            default -> channel;
        };
    }

    static String channel(String code) {
        return switch (code) {
            case "V" -> "VOICE";
            case "C" -> "CHAT";
            case "T" -> "TASK";
            case "E" -> "EMAIL";
            default -> code;
        };
    }
}
