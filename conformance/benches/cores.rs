//! On which cores a thread runs, where the system lets us say so.

/// The cores that this thread may use; none where that is unknown.
#[cfg(target_os = "linux")]
pub(crate) fn allowed() -> Vec<usize> {
    use rustix::thread::{CpuSet, sched_getaffinity};

    let allowed = sched_getaffinity(None).unwrap();
    (0..CpuSet::MAX_CPU)
        .filter(|core| allowed.is_set(*core))
        .collect()
}

/// Keeps this thread, and those it starts from now on, to these cores.
#[cfg(target_os = "linux")]
pub(crate) fn keep_to(cores: &[usize]) {
    use rustix::thread::{CpuSet, sched_setaffinity};

    let mut kept = CpuSet::new();
    for core in cores {
        kept.set(*core);
    }
    sched_setaffinity(None, &kept).unwrap();
}

/// The cores that this thread may use; none where that is unknown.
#[cfg(not(target_os = "linux"))]
pub(crate) fn allowed() -> Vec<usize> {
    Vec::new()
}

/// Keeps this thread, and those it starts from now on, to these cores: not on this system.
#[cfg(not(target_os = "linux"))]
pub(crate) fn keep_to(_: &[usize]) {}
