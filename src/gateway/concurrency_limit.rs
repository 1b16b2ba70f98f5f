//! A concurrency limit with a global cap and a cap per holder, such as a client address or an access key.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A limited number of permits, of which one holder gets only some. A permit is released when it is dropped.
#[derive(Debug, Clone)]
pub struct ConcurrencyLimit<K> {
    all: u32,
    each: usize,
    free: Arc<Semaphore>,
    held: Arc<Mutex<HashMap<K, usize>>>,
}

/// A permit, held until it is dropped.
#[derive(Debug)]
pub struct Permit<K: Eq + Hash> {
    holder: K,
    held: Arc<Mutex<HashMap<K, usize>>>,
    _permit: OwnedSemaphorePermit,
}

impl<K: Eq + Hash + Clone> ConcurrencyLimit<K> {
    /// A limit of `all` permits, of which one holder gets `each` at most.
    pub fn new(all: u32, each: usize) -> Self {
        Self { all, each, free: Arc::new(Semaphore::new(all as usize)), held: Arc::default() }
    }

    /// Acquires a permit for this holder; `None` if one of the caps is reached.
    pub fn try_acquire(&self, holder: K) -> Option<Permit<K>> {
        let permit = Arc::clone(&self.free).try_acquire_owned().ok()?;
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.get(&holder).copied().unwrap_or(0);
        if count >= self.each {
            return None;
        }
        held.insert(holder.clone(), count + 1);
        drop(held);
        Some(Permit { holder, held: Arc::clone(&self.held), _permit: permit })
    }

    /// The number of permits in use.
    pub fn in_use(&self) -> usize {
        (self.all as usize).saturating_sub(self.free.available_permits())
    }

    /// The number of permits that this holder has.
    pub fn in_use_by(&self, holder: &K) -> usize {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).get(holder).copied().unwrap_or(0)
    }

    /// Waits until no permit is in use.
    pub async fn empty(&self) {
        // Nobody closes the semaphore, so this ends when all permits are free.
        let _ = self.free.acquire_many(self.all).await;
    }
}

impl<K: Eq + Hash> Drop for Permit<K> {
    fn drop(&mut self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        match held.get_mut(&self.holder) {
            Some(count) if *count > 1 => *count -= 1,
            // A holder without permits is removed: there may be very many of them.
            _ => drop(held.remove(&self.holder)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn places_are_bounded_in_all_and_for_each_holder() {
        let limit = ConcurrencyLimit::new(3, 2);
        let of_a = [limit.try_acquire("a"), limit.try_acquire("a")];
        assert!(of_a.iter().all(Option::is_some));
        assert!(limit.try_acquire("a").is_none(), "two for each");
        let of_b = limit.try_acquire("b");
        assert!(of_b.is_some());
        assert!(limit.try_acquire("c").is_none(), "three in all");
        assert_eq!((limit.in_use(), limit.in_use_by(&"a"), limit.in_use_by(&"c")), (3, 2, 0));
        drop((of_a, of_b));
        limit.empty().await;
        assert_eq!(limit.in_use(), 0);
        assert!(limit.held.lock().unwrap().is_empty(), "whoever has left is forgotten");
        assert!(limit.try_acquire("a").is_some());
    }
}
