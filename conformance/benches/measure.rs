//! CPU time of this thread, measured in turns: whatever else the machine does falls on every side alike.

/// Whether this is a measurement; else everything runs once, as in a test run.
pub(crate) fn measuring() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// What the figures are worth, before they are printed.
pub(crate) fn announce() {
    if !measuring() {
        println!("Tried once. These are no measurements; `cargo bench` makes them.\n");
    }
}

/// CPU seconds that this thread has used so far, in and out of the kernel.
#[cfg(unix)]
pub(crate) fn thread_seconds() -> f64 {
    seconds(rustix::time::ClockId::ThreadCPUTime)
}

/// CPU seconds that all threads of this process have used so far.
#[cfg(unix)]
pub(crate) fn process_seconds() -> f64 {
    seconds(rustix::time::ClockId::ProcessCPUTime)
}

#[cfg(unix)]
fn seconds(clock: rustix::time::ClockId) -> f64 {
    let time = rustix::time::clock_gettime(clock);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Without such a clock: the time on the wall.
#[cfg(not(unix))]
pub(crate) fn thread_seconds() -> f64 {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed().as_secs_f64()
}

/// Without such a clock: the time on the wall.
#[cfg(not(unix))]
pub(crate) fn process_seconds() -> f64 {
    thread_seconds()
}

/// Gives each side its turn in every round; `turn` says what the side it is given took. The medians.
pub(crate) fn in_turns<const SIDES: usize>(
    rounds: usize,
    mut turn: impl FnMut(usize) -> f64,
) -> [f64; SIDES] {
    let mut times = [(); SIDES].map(|()| Vec::with_capacity(rounds));
    for round in 0..rounds {
        // Nobody goes first twice.
        for place in 0..SIDES {
            let side = (round + place) % SIDES;
            times[side].push(turn(side));
        }
    }
    times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    })
}

/// The geometric mean.
pub(crate) fn mean(ratios: &[f64]) -> f64 {
    (ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64).exp()
}
