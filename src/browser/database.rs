//! The browser's database (IndexedDB): texts by key, which outlive the page. Works where it is allowed, and says why where it is not.
//!
//! By hand over promises: `idb`, the crate for it, takes 15 kB of WebAssembly more (4.5 kB compressed), and cannot ask for a write
//! to be on the disk before it is called done.

use std::time::Duration;

use futures_util::future::{Either, select};
use js_sys::{Array, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use crate::{
    reflect::{method, string_array},
    timer::sleep,
};

/// The one table of a database of ours.
const TABLE: &str = "texts";
/// Some browsers neither open a database nor say why; so long is waited.
const PATIENCE: Duration = Duration::from_secs(5);
/// Comes after every character of a key.
const LAST: char = '\u{ffff}';

/// Why something could not be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// Something is kept under this key already: another tab was quicker.
    #[error("something is kept under this key already")]
    AlreadyExists,
    /// The browser refuses: storage is blocked, full, or was taken away.
    #[error("{0}")]
    Failed(String),
}

fn refused(error: JsValue) -> StorageError {
    StorageError::Failed(string_array(&error))
}

/// A database. Cheap to clone; it is opened once, and everything waits for that.
#[derive(Debug, Clone)]
pub struct Database(Result<Opening, StorageError>);

#[derive(Debug, Clone)]
struct Opening {
    request: IdbOpenDbRequest,
    ended: Promise,
}

impl Database {
    /// Begins to open the database of this name.
    pub fn open(name: &str) -> Self {
        Self(open(name).map_err(refused))
    }

    /// One that keeps nothing, and says why.
    pub fn disabled(why: &str) -> Self {
        Self(Err(StorageError::Failed(why.to_owned())))
    }

    async fn opened(&self) -> Result<IdbDatabase, StorageError> {
        let Opening { request, ended } = self.0.clone()?;
        let patience = std::pin::pin!(sleep(PATIENCE));
        if let Either::Right(_) = select(JsFuture::from(ended), patience).await {
            return Err(StorageError::Failed(format!("the database did not open within {} s", PATIENCE.as_secs())));
        }
        let database: IdbDatabase = result(&request)?.unchecked_into();
        // A later version of the dashboard in another tab must not wait for this one.
        database.set_onversionchange(method(&database, "close").as_ref());
        Ok(database)
    }

    /// Keeps a text under a key that is free. When it returns, the text is on the disk, or as near to it as the browser gets.
    pub async fn add(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let (transaction, table) = writing(&self.opened().await?).map_err(refused)?;
        let request = table.add_with_key(&text.into(), &key.into()).map_err(refused)?;
        complete(&transaction).await.map_err(|aborted| match request.error() {
            Ok(Some(error)) if error.name() == "ConstraintError" => StorageError::AlreadyExists,
            _ => aborted,
        })
    }

    /// Everything whose key begins so, in the order of the keys.
    pub async fn all(&self, prefix: &str) -> Result<Vec<(String, String)>, StorageError> {
        let (keys, texts) = reading(&self.opened().await?, prefix).map_err(refused)?;
        // Requests of one transaction are answered in turn, so both are there when the second is.
        let ended = JsFuture::from(answered(&texts)).await;
        ended.map_err(refused)?;
        let (keys, texts) = (Array::from(&result(&keys)?), Array::from(&result(&texts)?));
        let pairs = keys.iter().zip(texts.iter());
        Ok(pairs.filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?))).collect())
    }

    /// Keeps a text under a key, in place of one that was there. When it returns, the text is on the disk, as with [`add`](Self::add).
    pub async fn put(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let (transaction, table) = writing(&self.opened().await?).map_err(refused)?;
        table.put_with_key(&text.into(), &key.into()).map_err(refused)?;
        complete(&transaction).await
    }

    /// All keys that begin so, in order.
    pub async fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        let database = self.opened().await?;
        let table = database.transaction_with_str(TABLE).and_then(|transaction| transaction.object_store(TABLE));
        let ask = |table: IdbObjectStore| table.get_all_keys_with_key(&range(prefix)?);
        let keys = table.and_then(ask).map_err(refused)?;
        JsFuture::from(answered(&keys)).await.map_err(refused)?;
        Ok(Array::from(&result(&keys)?).iter().filter_map(|key| key.as_string()).collect())
    }

    /// What is kept under a key.
    pub async fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        let database = self.opened().await?;
        let table = database.transaction_with_str(TABLE).and_then(|transaction| transaction.object_store(TABLE));
        let text = table.and_then(|table| table.get(&key.into())).map_err(refused)?;
        JsFuture::from(answered(&text)).await.map_err(refused)?;
        Ok(result(&text)?.as_string())
    }

    /// Forgets everything whose key begins so.
    pub async fn remove(&self, prefix: &str) -> Result<(), StorageError> {
        let (transaction, table) = writing(&self.opened().await?).map_err(refused)?;
        range(prefix).and_then(|range| table.delete(&range)).map_err(refused)?;
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
            // Should it fail, so does every later call, and each of them says so.
            let _ = database.and_then(|database| database.create_object_store(TABLE));
        }
    };
    request.set_onupgradeneeded(Some(Closure::once_into_js(upgrade).unchecked_ref()));
    let ended = answered(&request);
    Ok(Opening { request, ended })
}

/// A transaction that is complete only when it is on the disk, with its table.
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

/// The end of a request, good or bad.
fn answered(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, _| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
    })
}

fn result(request: &IdbRequest) -> Result<JsValue, StorageError> {
    match request.error().map_err(refused)? {
        Some(error) => Err(refused(error.into())),
        None => request.result().map_err(refused),
    }
}

async fn complete(transaction: &IdbTransaction) -> Result<(), StorageError> {
    let ended = Promise::new(&mut |resolve, _| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&resolve));
    });
    let event: Event = JsFuture::from(ended).await.map_err(refused)?.unchecked_into();
    match event.type_().as_str() {
        "complete" => Ok(()),
        _ => Err(refused(transaction.error().map_or(JsValue::UNDEFINED, Into::into))),
    }
}
