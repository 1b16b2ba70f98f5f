//! A key-value store of texts in the browser's database (IndexedDB). Where storage is blocked, every call returns the reason.
//!
//! Written over promises: the crate `idb` takes 15 kB of WebAssembly more (4.5 kB compressed), and cannot ask for strict durability.

use std::time::Duration;

use futures_util::future::{Either, select};
use js_sys::{Array, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use crate::{
    reflect::{error_message, method},
    timer::sleep,
};

/// The only object store of each database.
const TABLE: &str = "texts";
/// How long an open may take: some browsers neither open a database nor report an error.
const OPEN_TIMEOUT: Duration = Duration::from_secs(5);
/// The upper bound of a key range: sorts after every character of a key.
const LAST: char = '\u{ffff}';

/// Why the database could not do something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// This key has a text already: another tab was quicker.
    #[error("something is kept under this key already")]
    AlreadyExists,
    /// The browser refused: storage is blocked, full, or was deleted. Its message.
    #[error("{0}")]
    Failed(String),
}

fn failed(error: JsValue) -> StorageError {
    StorageError::Failed(error_message(&error))
}

/// A database. Cheap to clone; it is opened once, and every call waits for that.
#[derive(Debug, Clone)]
pub struct Database(Result<Opening, StorageError>);

#[derive(Debug, Clone)]
struct Opening {
    request: IdbOpenDbRequest,
    ended: Promise,
}

impl Database {
    /// Starts to open the database of this name.
    pub fn open(name: &str) -> Self {
        Self(open(name).map_err(failed))
    }

    /// A database that stores nothing: every call fails with this reason.
    pub fn disabled(why: &str) -> Self {
        Self(Err(StorageError::Failed(why.to_owned())))
    }

    async fn opened(&self) -> Result<IdbDatabase, StorageError> {
        let Opening { request, ended } = self.0.clone()?;
        let timeout = std::pin::pin!(sleep(OPEN_TIMEOUT));
        if let Either::Right(_) = select(JsFuture::from(ended), timeout).await {
            return Err(StorageError::Failed(format!("the database did not open within {} s", OPEN_TIMEOUT.as_secs())));
        }
        let database: IdbDatabase = result(&request)?.unchecked_into();
        // A later version of the dashboard in another tab must not wait for this one.
        database.set_onversionchange(method(&database, "close").as_ref());
        Ok(database)
    }

    /// Stores a text under a new key. When it returns, the text is on the disk, as far as the browser guarantees that.
    pub async fn add(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let (transaction, table) = writing(&self.opened().await?).map_err(failed)?;
        let request = table.add_with_key(&text.into(), &key.into()).map_err(failed)?;
        complete(&transaction).await.map_err(|aborted| match request.error() {
            Ok(Some(error)) if error.name() == "ConstraintError" => StorageError::AlreadyExists,
            _ => aborted,
        })
    }

    /// All keys with this prefix and their texts, in the order of the keys.
    pub async fn all(&self, prefix: &str) -> Result<Vec<(String, String)>, StorageError> {
        let (keys, texts) = reading(&self.opened().await?, prefix).map_err(failed)?;
        // Requests of one transaction are answered in order, so both are there when the second is.
        let ended = JsFuture::from(finished(&texts)).await;
        ended.map_err(failed)?;
        let (keys, texts) = (Array::from(&result(&keys)?), Array::from(&result(&texts)?));
        let pairs = keys.iter().zip(texts.iter());
        Ok(pairs.filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?))).collect())
    }

    /// Stores a text under a key, replacing the one that was there. As durable as [`add`](Self::add).
    pub async fn put(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let (transaction, table) = writing(&self.opened().await?).map_err(failed)?;
        table.put_with_key(&text.into(), &key.into()).map_err(failed)?;
        complete(&transaction).await
    }

    /// All keys with this prefix, in order.
    pub async fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        let database = self.opened().await?;
        let table = database.transaction_with_str(TABLE).and_then(|transaction| transaction.object_store(TABLE));
        let keys_of = |table: IdbObjectStore| table.get_all_keys_with_key(&range(prefix)?);
        let keys = table.and_then(keys_of).map_err(failed)?;
        JsFuture::from(finished(&keys)).await.map_err(failed)?;
        Ok(Array::from(&result(&keys)?).iter().filter_map(|key| key.as_string()).collect())
    }

    /// The text of a key; `None` where there is none.
    pub async fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        let database = self.opened().await?;
        let table = database.transaction_with_str(TABLE).and_then(|transaction| transaction.object_store(TABLE));
        let text = table.and_then(|table| table.get(&key.into())).map_err(failed)?;
        JsFuture::from(finished(&text)).await.map_err(failed)?;
        Ok(result(&text)?.as_string())
    }

    /// Removes all keys with this prefix.
    pub async fn remove(&self, prefix: &str) -> Result<(), StorageError> {
        let (transaction, table) = writing(&self.opened().await?).map_err(failed)?;
        range(prefix).and_then(|range| table.delete(&range)).map_err(failed)?;
        complete(&transaction).await
    }
}

fn open(name: &str) -> Result<Opening, JsValue> {
    let factory = window().indexed_db()?.ok_or_else(|| js_sys::Error::new("this browser has no database"))?;
    let request = factory.open_with_u32(name, 1)?;
    let upgrade = {
        let request = request.clone();
        move || {
            let database = request.result().map(JsCast::unchecked_into::<IdbDatabase>);
            // Should it fail, so does every later call, and each returns an error.
            let _ = database.and_then(|database| database.create_object_store(TABLE));
        }
    };
    request.set_onupgradeneeded(Some(Closure::once_into_js(upgrade).unchecked_ref()));
    let ended = finished(&request);
    Ok(Opening { request, ended })
}

/// A write transaction with strict durability, and the object store in it.
fn writing(database: &IdbDatabase) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin = method(database, "transaction").ok_or(JsValue::UNDEFINED)?;
    let transaction = begin.call3(&JsValue::UNDEFINED, &TABLE.into(), &"readwrite".into(), &options)?;
    let transaction: IdbTransaction = transaction.unchecked_into();
    let table = transaction.object_store(TABLE)?;
    Ok((transaction, table))
}

fn reading(database: &IdbDatabase, prefix: &str) -> Result<(IdbRequest, IdbRequest), JsValue> {
    let (table, range) = (database.transaction_with_str(TABLE)?.object_store(TABLE)?, range(prefix)?);
    Ok((table.get_all_keys_with_key(&range)?, table.get_all_with_key(&range)?))
}

fn range(prefix: &str) -> Result<JsValue, JsValue> {
    IdbKeyRange::bound(&prefix.into(), &format!("{prefix}{LAST}").into()).map(Into::into)
}

/// A promise that resolves when the request succeeds or fails.
fn finished(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, _| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
    })
}

fn result(request: &IdbRequest) -> Result<JsValue, StorageError> {
    match request.error().map_err(failed)? {
        Some(error) => Err(failed(error.into())),
        None => request.result().map_err(failed),
    }
}

async fn complete(transaction: &IdbTransaction) -> Result<(), StorageError> {
    let ended = Promise::new(&mut |resolve, _| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&resolve));
    });
    let event: Event = JsFuture::from(ended).await.map_err(failed)?.unchecked_into();
    match event.type_().as_str() {
        "complete" => Ok(()),
        _ => Err(failed(transaction.error().map_or(JsValue::UNDEFINED, Into::into))),
    }
}
