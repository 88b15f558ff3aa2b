package io.frameflow.standalone.chaos;

/**
 * One fault and what came of it.
 *
 * @param number of the fault in its run, from 1
 * @param description what was done to whom
 * @param faultSeconds how long it lasted; 0 where it was one moment
 * @param recoverySeconds from its end, or from its moment, until the job was well again; the limit
 *     where it was not
 * @param recovered whether it was well again within the limit
 * @param effect what was to be seen of the fault itself
 * @param resubmissions how often the job had ended meanwhile, and was submitted again
 */
public record Recovery(
    int number,
    FaultKind kind,
    String description,
    double faultSeconds,
    double recoverySeconds,
    boolean recovered,
    String effect,
    int resubmissions) {}
