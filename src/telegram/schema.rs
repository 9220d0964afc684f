//! The whole bot as one tree: which update goes to which handler.
//!
//! The door is [`schema`].

use teloxide::dispatching::{UpdateFilterExt, UpdateHandler};
use teloxide::dptree;
use teloxide::types::{AllowedUpdate, Update};

use super::{address, admin, callbacks, groups, inline, messages, night};
use crate::flood::Admission;

/// The kinds of updates that the tree handles; Telegram is asked for no others.
pub(super) const HANDLED: [AllowedUpdate; 6] = [
    AllowedUpdate::Message,
    AllowedUpdate::CallbackQuery,
    AllowedUpdate::InlineQuery,
    AllowedUpdate::MyChatMember,
    AllowedUpdate::Poll,
    AllowedUpdate::PollAnswer,
];

/// The tree. It takes an [`Update`], its number, our [`Me`](teloxide::types::Me), an `Arc` of the [`Door`](super::door::Door) and
/// the update's [`Admission`].
pub(super) fn schema() -> UpdateHandler<anyhow::Error> {
    let too_fast = |admission: Admission| admission != Admission::Granted;
    dptree::entry()
        .branch(
            Update::filter_message()
                .branch(dptree::filter_map(groups::migration).endpoint(groups::moved))
                .branch(
                    dptree::filter(admin::is_upload)
                        .branch(dptree::filter(too_fast).endpoint(messages::too_fast))
                        .endpoint(admin::received),
                )
                .filter_map(|message, me| address::hear(&message, &me))
                .branch(dptree::filter(too_fast).endpoint(messages::too_fast))
                .branch(dptree::filter_map(admin::order).endpoint(admin::obey))
                .branch(dptree::filter_map(night::call).endpoint(night::obey))
                .branch(dptree::filter(messages::is_start).endpoint(messages::start))
                .endpoint(messages::answer),
        )
        .branch(
            Update::filter_callback_query()
                .branch(dptree::filter(too_fast).endpoint(callbacks::too_fast))
                .endpoint(callbacks::pressed),
        )
        .branch(Update::filter_inline_query().endpoint(inline::asked))
        .branch(Update::filter_poll().endpoint(night::polled))
        .branch(Update::filter_poll_answer().endpoint(night::voted))
        .branch(Update::filter_my_chat_member().endpoint(groups::membership))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use teloxide::dptree::Type;
    use teloxide::types::{Me, UpdateId};

    use super::*;
    use crate::telegram::door::Door;

    #[test]
    fn the_tree_gets_what_its_handlers_take() {
        let ours = [Type::of::<Me>(), Type::of::<Arc<Door>>(), Type::of::<Admission>()];
        let given = [Type::of::<Update>(), Type::of::<UpdateId>()].into_iter().chain(ours).collect::<Vec<_>>();
        // Panics naming the handler and the type that is missing.
        dptree::type_check(schema().sig(), &dptree::deps![], &given);
    }
}
