// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC5643} from "../external/IERC5643.sol";
import {FOREVER, LicenseState} from "../types/LicenseState.sol";
import {Offer} from "../types/Offer.sol";
import {Terms} from "../types/Terms.sol";
import {Work} from "../types/Work.sol";
import {ILicenses} from "./ILicenses.sol";
import {IWorks} from "./IWorks.sol";
import {LicenseTokens} from "./LicenseTokens.sol";
import {Offers} from "./Offers.sol";
import {Payer} from "./Payer.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

/// @title Renewals
/// @notice Extends licenses: with the signed offer in hand, or by ERC-5643 for offers that somebody listed.
abstract contract Renewals is Offers, LicenseTokens, Payer {
    /// @dev What a renewal needs when nobody shows the offer.
    struct Listing {
        address token;
        uint64 validUntil;
        uint8 exclusive;
        uint128 price;
        uint64 duration;
        uint64 epoch;
        address holder;
        uint64 counter;
        address home;
        bytes32 work;
        bytes32 offer;
    }

    mapping(uint256 key => Listing) private _listings;

    /// @inheritdoc ILicenses
    function renew(
        Offer calldata offer,
        bytes calldata signature,
        Work calldata work,
        uint256 license,
        uint256 maxPrice
    ) external returns (uint256 expiry) {
        (bytes32 id,) = _requireOpen(offer, signature, work);
        require(_keyOf(uint256(id)) == _keyOf(license), WrongOffer(license, id));
        uint256 amount = offer.amount();
        require(amount <= maxPrice, PriceTooHigh(amount, maxPrice));
        expiry = _extend(license, offer.work, offer.exclusive, offer.duration, amount);
        _pay(offer.work, offer.token, amount);
    }

    /// @inheritdoc ILicenses
    function list(Offer calldata offer, bytes calldata signature, Work calldata work) external {
        require(offer.feed == address(0), FeedNotListable(offer.feed));
        (bytes32 id, address holder) = _requireOpen(offer, signature, work);
        _remember(offer, id, holder);
        _listings[_keyOf(uint256(id))] = Listing({
            token: offer.token,
            validUntil: offer.validUntil,
            exclusive: offer.exclusive,
            price: offer.price,
            duration: offer.duration,
            epoch: offer.epoch,
            holder: holder,
            counter: offer.counter,
            home: address(_homeOf(work)),
            work: offer.work,
            offer: id
        });
        emit Listed(id);
    }

    /// @inheritdoc IERC5643
    /// @dev Anyone may pay, by allowance. The duration is a multiple of the listed offer's, the price grows with it.
    function renewSubscription(uint256 license, uint64 duration) external payable {
        require(msg.value == 0, EtherRefused(msg.value));
        Listing storage listing = _requireListed(license);
        uint256 periods = listing.duration == 0 ? 0 : duration / listing.duration;
        bool offered = periods != 0 && periods * listing.duration == duration;
        require(offered, DurationNotOffered(duration, listing.duration));
        uint256 amount = periods * listing.price;
        _extend(license, listing.work, listing.exclusive, duration, amount);
        _pay(listing.work, listing.token, amount);
    }

    /// @inheritdoc IERC5643
    function isRenewable(uint256 license) external view returns (bool) {
        try this.requireRenewable(license) {
            return true;
        } catch {
            return false;
        }
    }

    /// @inheritdoc ILicenses
    function requireRenewable(uint256 license) external view {
        Listing storage listing = _requireListed(license);
        _extension(license, listing.work, listing.exclusive, listing.duration);
    }

    /// @dev The last second before 2^48 is not for ever; a duration of 0 is.
    function _endAfter(uint256 start, uint256 duration) internal pure returns (uint48) {
        if (duration == 0) return FOREVER;
        uint256 end = start + duration;
        require(end < FOREVER, ExpiryTooFar(end));
        return uint48(end);
    }

    function _extend(uint256 license, bytes32 work, uint256 exclusive, uint256 duration, uint256 amount)
        private
        returns (uint48 expiry)
    {
        expiry = _extension(license, work, exclusive, duration);
        _setStateOf(license, _stateOf(license).withExpiry(expiry));
        if (exclusive != 0) _exclusives[work] = _exclusives[work].with(exclusive, expiry);
        emit SubscriptionUpdate(license, expiry);
        emit Renewed(license, msg.sender, amount, expiry);
    }

    /// @dev Until when a license would last if it were extended now; reverts when it may not be. Renewing is a sale: a
    ///      right that somebody else holds exclusively by now is not sold again.
    function _extension(uint256 license, bytes32 work, uint256 exclusive, uint256 duration)
        private
        view
        returns (uint48)
    {
        require(_exists(license), TokenDoesNotExist());
        Terms terms = _terms[_keyOf(license)];
        LicenseState state = _stateOf(license);
        uint256 expiry = state.expiry();
        bool reported = !terms.hasReports() || _isReported(license);
        require(expiry != FOREVER && duration != 0 && reported && _hasUses(state, terms), NotRenewable(license));
        _exclusives[work].refuse(work, terms.rights(), exclusive, expiry);
        return _endAfter(FixedPointMathLib.max(block.timestamp, expiry), duration);
    }

    /// @dev The listing of a license's offer, which must still stand.
    function _requireListed(uint256 license) private view returns (Listing storage listing) {
        listing = _listings[_keyOf(license)];
        require(listing.offer != 0, NotListed(license));
        _requireKept(listing.offer, listing.holder, listing.counter, listing.validUntil);
        uint256 epoch = IWorks(listing.home).epochOf(listing.work);
        require(listing.epoch == epoch, WrongEpoch(listing.epoch, epoch));
        // Minting may give the work to somebody else within the first epoch. Before that nobody owns it, and the holder
        // is the creator, as when it was listed.
        try IERC721(listing.home).ownerOf(uint256(listing.work)) returns (address owner) {
            require(owner == listing.holder, WrongSignature(owner));
        } catch {}
    }
}
