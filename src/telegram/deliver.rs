//! Puts what is said where it belongs: the chat, the topic, the message that asked.
//!
//! The door is [`Door::send`](super::door::Door::send) and its siblings.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use teloxide::payloads::setters::*;
use teloxide::payloads::{AnswerCallbackQuery, EditMessageText, SendDocument, SendMessage};
use teloxide::types::{
    CallbackQueryId, ChatId, LinkPreviewOptions, Message, MessageId, ParseMode, ReplyMarkup, ReplyParameters, ThreadId,
};

use super::api::{CallError, Patience, Upload};
use super::door::Door;
use super::groups;
use super::limiter::Lane;
use super::photo;
use super::say::Said;
use crate::chat::Attachment;
use crate::eda::Chart;

/// Where an answer goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) chat: ChatId,
    /// The topic of a forum.
    pub(super) topic: Option<ThreadId>,
    /// The message answered, where others write too.
    pub(super) asked_in: Option<MessageId>,
}

impl Spot {
    /// Beside `message`. Outside of forums the thread of a message is only a chain of replies: naming it would be
    /// refused.
    pub(super) fn beside(message: &Message) -> Self {
        Self {
            chat: message.chat.id,
            topic: message.thread_id.filter(|_| message.is_topic_message),
            asked_in: (!message.chat.is_private()).then_some(message.id),
        }
    }
}

/// The part of a sent message that matters here.
#[derive(Deserialize)]
struct Sent {
    message_id: i32,
}

impl Door {
    /// Sends all pieces in order; the first one is threaded to the question. Returns the last message; none where the
    /// chat cannot be written to any more, which is noted.
    pub(super) async fn send(&self, spot: Spot, said: &Said) -> Result<Option<MessageId>, CallError> {
        match self.try_send(spot, said).await {
            Err(error) if groups::is_gone(&error) => {
                groups::gone(self, spot.chat, &error).await;
                Ok(None)
            }
            sent => sent,
        }
    }

    /// The same where it is for the caller to note that the chat is gone.
    pub(super) async fn try_send(&self, spot: Spot, said: &Said) -> Result<Option<MessageId>, CallError> {
        let mut spot = spot;
        let mut last = None;
        for (i, piece) in said.pieces.iter().enumerate() {
            let below = if i + 1 == said.pieces.len() { said.below() } else { None };
            let chart = said.chart.as_ref().filter(|_| i == 0);
            if let Some(file) = said.file.as_ref().filter(|_| i + 1 == said.pieces.len()) {
                return self.send_file(spot, piece, file, below).await;
            }
            last = match self.send_piece(spot, piece, chart, below.clone()).await {
                Err(CallError::Refused { migrated_to: Some(chat), .. }) => {
                    // The group has become a supergroup: messages there have other numbers.
                    spot = Spot { chat, topic: None, asked_in: None };
                    self.send_piece(spot, piece, chart, below).await?
                }
                sent => sent?,
            };
            spot.asked_in = None;
        }
        Ok(last)
    }

    async fn send_file(
        &self,
        spot: Spot,
        caption: &str,
        file: &Attachment,
        below: Option<ReplyMarkup>,
    ) -> Result<Option<MessageId>, CallError> {
        let mut document =
            SendDocument::new(spot.chat, Upload::attached()).caption(caption).parse_mode(ParseMode::Html);
        document.message_thread_id = spot.topic;
        document.reply_markup = below;
        let upload = Upload { name: file.name, kind: "application/json", bytes: file.text.as_bytes() };
        Ok(number(self.api.upload(&document, &upload, Lane::Chat(spot.chat), Patience::Message).await?))
    }

    async fn send_piece(
        &self,
        spot: Spot,
        html: &str,
        chart: Option<&Arc<Chart>>,
        below: Option<ReplyMarkup>,
    ) -> Result<Option<MessageId>, CallError> {
        let mut text = Cow::Borrowed(html);
        if let Some(chart) = chart {
            if let Some(sent) = self.send_photo(spot, chart, html, below.clone()).await? {
                return Ok(number(sent));
            }
            text = photo::in_words(html, chart).into();
        }
        let mut message =
            SendMessage::new(spot.chat, text).parse_mode(ParseMode::Html).link_preview_options(no_preview());
        message.message_thread_id = spot.topic;
        message.reply_parameters = spot.asked_in.map(|id| ReplyParameters::new(id).allow_sending_without_reply());
        message.reply_markup = below;
        Ok(number(self.api.call(&message, Lane::Chat(spot.chat), Patience::Message).await?))
    }

    /// Replaces `message` in `spot.chat`, a text, by what is said; sends it anew where it cannot be replaced.
    pub(super) async fn replace(&self, spot: Spot, message: MessageId, said: &Said) -> Result<(), CallError> {
        match self.edit(spot, message, said).await {
            Err(error) if error.code() == Some(400) => self.send(spot, said).await.map(drop),
            edited => edited,
        }
    }

    /// Replaces `message` in `spot.chat`, a text, by what is said, where it can be replaced; what is no single text is sent.
    pub(super) async fn edit(&self, spot: Spot, message: MessageId, said: &Said) -> Result<(), CallError> {
        let ([piece], None, None) = (said.pieces.as_slice(), &said.file, &said.chart) else {
            return self.send(spot, said).await.map(drop);
        };
        let mut edit = EditMessageText::new(spot.chat, message, piece)
            .parse_mode(ParseMode::Html)
            .link_preview_options(no_preview());
        edit.reply_markup = said.keyboard.clone();
        match self.api.call(&edit, Lane::Chat(spot.chat), Patience::Message).await {
            // Pressed twice: it says so already.
            Err(error) if error.says("message is not modified") => Ok(()),
            edited => edited.map(drop),
        }
    }

    /// Ends the wait of whoever pressed a button, with a short text if there is one to say.
    pub(super) async fn acknowledge(&self, id: &CallbackQueryId, text: Option<&str>) {
        let mut answer = AnswerCallbackQuery::new(id.clone());
        answer.text = text.map(str::to_owned);
        if let Err(error) = self.api.call(&answer, Lane::Overall, Patience::Fleeting).await {
            // Telegram forgets a pressed button after some seconds; nobody waits for it any more.
            tracing::debug!("a pressed button could not be answered: {error}");
        }
    }
}

/// The number of a sent message.
fn number(sent: Value) -> Option<MessageId> {
    serde_json::from_value::<Sent>(sent).ok().map(|sent| MessageId(sent.message_id))
}

/// Answers name films and people, not pages.
pub(super) fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}
