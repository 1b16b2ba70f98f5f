//! A submission of a change: a reactive state of the one call that a click sends.
//!
//! A click sends its call once ([`click_call`]). Without an answer it is overdue, but not aborted. A late answer to an earlier click never
//! changes the state of a later one ([`latest_click`]). An uncertain outcome is checked by a read.

pub mod click_call;
pub mod latest_click;

use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use jetstream_api::{
    call::{Call, Reply},
    error::{ApiError, CallOutcome},
};
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    guid::new_guid,
    session::Session,
    submission::{
        click_call::{ClickCall, answer_or_overdue},
        latest_click::{ClickNumber, LatestClick, SubmissionState},
    },
};

/// The change of one click, with all that it needs later, when its form and even the session may be gone.
///
/// `C` is the result of the check after the call.
pub trait Change<C> {
    /// The call of the change.
    fn call(&self) -> Call;

    /// Decodes the answer to the call.
    ///
    /// # Errors
    /// The answer is a refusal, or cannot be read.
    fn decode(&self, reply: &Reply) -> Result<(), ApiError>;

    /// Returns whether the check belongs to the answer: then it follows every call, and the state stays as it is until both are known.
    /// Otherwise it only follows a call without a usable answer.
    fn is_always_checked(&self) -> bool;

    /// Reads what has become of the change.
    fn check(&self) -> LocalBoxFuture<'_, Result<C, ApiError>>;

    /// Called when the call was answered or has failed, before any check. `error` is `None` after a success.
    fn on_answer(&self, error: Option<&ApiError>);

    /// Called when there is no answer in time.
    fn on_overdue(&self);
}

/// The submission of a form: sends a change once for each click, and has the state of the latest one. `Copy`.
///
/// The state ends with the owner, usually the form. A call that is under way continues without it.
pub struct Submission<C: Send + Sync + 'static> {
    latest: RwSignal<LatestClick<C>>,
    change: StoredValue<Option<Rc<dyn Change<C>>>, LocalStorage>,
    may_send_again: fn(&SubmissionState<C>) -> bool,
    session: Session,
}

impl<C: Clone + Send + Sync + 'static> Submission<C> {
    /// Creates a submission of which nothing was sent yet. `may_send_again` decides whether another click may send in this state.
    pub fn new(may_send_again: fn(&SubmissionState<C>) -> bool) -> Self {
        Self {
            latest: RwSignal::new(LatestClick::default()),
            change: StoredValue::new_local(None),
            may_send_again,
            session: Session::current(),
        }
    }

    /// Reads the state of the latest click; `None` before the first one. Reactive.
    pub fn with<T>(&self, read: impl FnOnce(Option<&SubmissionState<C>>) -> T) -> T {
        self.latest.with(|latest| read(latest.state()))
    }

    /// Returns whether something was sent since the last reset. Reactive.
    pub fn is_sent(&self) -> bool {
        self.with(|state| state.is_some())
    }

    /// Returns whether a click would send a call. Reactive.
    pub fn is_open(&self) -> bool {
        self.with(|state| state.is_none_or(self.may_send_again))
    }

    /// Forgets the state. A call that is under way continues, but its answer is not shown any more.
    pub fn reset(&self) {
        self.latest.update(LatestClick::reset);
    }

    /// Sends a change once. Does nothing unless [`Self::is_open`].
    pub fn send(&self, change: impl Change<C> + 'static) {
        if !untrack(|| self.is_open()) {
            return;
        }
        let Some(click) = self.latest.try_update(LatestClick::begin) else { return };
        let (this, call) = (*self, ClickCall::new(new_guid(), change.call(), self.session));
        let change: Rc<dyn Change<C>> = Rc::new(change);
        // Only what may be checked again is stored: other changes may have secrets.
        self.change.set_value((!change.is_always_checked()).then(|| Rc::clone(&change)));
        spawn_local(async move {
            let on_overdue = || {
                this.latest.try_update(|latest| latest.set_overdue(click));
                change.on_overdue();
            };
            let (error, check) = answer_or_overdue(answer(call, &*change), on_overdue).await;
            let unchecked = if check.is_none() { error.clone() } else { None };
            this.set_answered(click, error, check);
            if let Some(error) = unchecked.filter(|error| error.outcome == CallOutcome::Unknown) {
                this.add_check(click, error, &*change).await;
            }
        });
    }

    /// Checks once more what has become of the latest click, if its call got no usable answer.
    pub fn check_again(&self) {
        let this = *self;
        let latest = self.latest.with_untracked(|latest| match latest.state() {
            Some(SubmissionState::Answered { error: Some(error), .. }) if error.outcome == CallOutcome::Unknown => {
                Some((latest.number(), error.clone()))
            }
            _ => None,
        });
        if let (Some(change), Some((click, error))) = (self.change.get_value(), latest) {
            spawn_local(async move {
                this.set_answered(click, Some(error.clone()), None);
                this.add_check(click, error, &*change).await;
            });
        }
    }

    async fn add_check(self, click: ClickNumber, error: ApiError, change: &dyn Change<C>) {
        let check = change.check().await;
        self.set_answered(click, Some(error), Some(check));
    }

    fn set_answered(self, click: ClickNumber, error: Option<ApiError>, check: Option<Result<C, ApiError>>) {
        // The form may be gone.
        self.latest.try_update(|latest| latest.set_answered(click, error, check));
    }
}

/// Sends the call, and checks it if that is always done.
async fn answer<C>(call: ClickCall, change: &dyn Change<C>) -> (Option<ApiError>, Option<Result<C, ApiError>>) {
    let error = call.send().await.and_then(|reply| change.decode(&reply)).err();
    change.on_answer(error.as_ref());
    let check = if change.is_always_checked() { Some(change.check().await) } else { None };
    (error, check)
}

impl<C: Send + Sync + 'static> Clone for Submission<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: Send + Sync + 'static> Copy for Submission<C> {}
