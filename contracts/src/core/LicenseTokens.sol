// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC5643} from "../external/IERC5643.sol";
import {FOREVER, LicenseState} from "../types/LicenseState.sol";
import {Offer} from "../types/Offer.sol";
import {Rights} from "../types/Rights.sol";
import {Terms, TermsLib} from "../types/Terms.sol";
import {ILicenses} from "./ILicenses.sol";
import {Signature} from "./Signature.sol";
import {ERC721} from "solady/tokens/ERC721.sol";
import {EIP712} from "solady/utils/EIP712.sol";
import {LibString} from "solady/utils/LibString.sol";

/// @title LicenseTokens
/// @notice Keeps what was sold, counts its uses, and says whether a license still grants a right.
/// @dev The ERC-721 owner slot carries the expiry and the uses. An offer's key is its id with the low 32 bits cleared;
///      a license's id is that key plus its serial number.
abstract contract LicenseTokens is ILicenses, IERC5643, ERC721, EIP712 {
    using Signature for bytes;

    /// @dev What the owner of a license declared.
    struct Report {
        uint128 total;
        /// The last second for the next declaration; 0 if none is required.
        uint64 reportBy;
        /// Whether the total reached the offer's cap.
        bool capped;
    }

    bytes32 private constant VOUCHER_TYPEHASH = keccak256("Voucher(uint256 license,uint32 used)");

    mapping(uint256 key => Terms) internal _terms;
    /// @dev License texts are few and offers are many: a text is stored once and numbered from 1.
    uint256 private _count;
    mapping(uint256 number => bytes32) private _texts;
    mapping(bytes32 text => uint256) private _numbers;
    mapping(uint256 license => Report) internal _reports;

    /// @inheritdoc ILicenses
    /// @custom:rule R-8
    function use(uint256 license, uint32 used, bytes calldata signature) external {
        bytes32 digest = _hashTypedData(keccak256(abi.encode(VOUCHER_TYPEHASH, license, used)));
        address owner = ownerOf(license);
        require(signature.isFrom(owner, digest), WrongSignature(owner));
        LicenseState state = _stateOf(license);
        Terms terms = _terms[_keyOf(license)];
        require(_isLive(license, state, terms), Ended(license));
        require(used > state.used(), VoucherOutdated(used, state.used()));
        uint256 taken = used + state.links();
        require(terms.uses() == 0 || taken <= terms.uses(), TooManyUses(taken, terms.uses()));
        _setStateOf(license, state.withUsed(used));
        emit Used(license, used);
    }

    /// @inheritdoc IERC5643
    /// @dev The owner gives the license up. A right it held exclusively stays unsold until the time that was paid for.
    function cancelSubscription(uint256 license) external payable {
        require(msg.value == 0, EtherRefused(msg.value));
        require(_isApprovedOrOwner(msg.sender, license), NotLicensee(license, msg.sender));
        _setStateOf(license, _stateOf(license).withExpiry(0));
        emit SubscriptionUpdate(license, 0);
    }

    /// @inheritdoc ILicenses
    /// @custom:rule R-8
    function isValid(uint256 license, uint8 right) public view returns (bool) {
        Terms terms = _terms[_keyOf(license)];
        LicenseState state = _stateOf(license);
        bool granted = right != 0 && terms.rights() & right == right;
        return granted && _hasUses(state, terms) && _isLive(license, state, terms);
    }

    /// @inheritdoc IERC5643
    /// @dev A license that never ends answers 2^64 - 1.
    function expiresAt(uint256 license) external view returns (uint64) {
        require(_exists(license), TokenDoesNotExist());
        uint256 expiry = _stateOf(license).expiry();
        return expiry == FOREVER ? type(uint64).max : uint64(expiry);
    }

    /// @inheritdoc ILicenses
    function usesOf(uint256 license) external view returns (uint256 used, uint256 links) {
        LicenseState state = _stateOf(license);
        return (state.used(), state.links());
    }

    /// @inheritdoc ILicenses
    function reportOf(uint256 license) external view returns (uint256 total, uint256 reportBy) {
        Report storage report = _reports[license];
        return (report.total, report.reportBy);
    }

    /// @inheritdoc ILicenses
    function soldOf(bytes32 offer) external view returns (uint256) {
        return _terms[_keyOf(uint256(offer))].sold();
    }

    function name() public pure override returns (string memory) {
        return "Tributary Licenses";
    }

    function symbol() public pure override returns (string memory) {
        return "LICENSE";
    }

    /// @notice The license's text, by its content address: CIDv1, raw, SHA-256.
    function tokenURI(uint256 license) public view override returns (string memory) {
        require(_exists(license), TokenDoesNotExist());
        bytes32 text = _texts[_terms[_keyOf(license)].text()];
        return string.concat("ipfs://f01551220", LibString.toHexStringNoPrefix(uint256(text), 32));
    }

    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IERC5643).interfaceId || super.supportsInterface(interfaceId);
    }

    /// @dev Keeps what must be kept of an offer, and shows the rest, when it is first heard of.
    function _remember(Offer calldata offer, bytes32 id, address holder) internal returns (Terms terms) {
        uint256 key = _keyOf(uint256(id));
        terms = _terms[key];
        if (terms.isKnown()) return terms;
        terms = TermsLib.from(offer, _numberOf(offer.text));
        _terms[key] = terms;
        _emitOffered(offer, id, holder);
    }

    function _numberOf(bytes32 text) private returns (uint256 number) {
        number = _numbers[text];
        if (number != 0) return number;
        number = ++_count;
        _texts[number] = text;
        _numbers[text] = number;
    }

    /// @dev `emit Offered(id, offer.work, holder, offer)`. The fields are one word each, as the event wants them; copying
    ///      them takes a tenth of the code that encoding them one by one does.
    function _emitOffered(Offer calldata offer, bytes32 id, address holder) private {
        bytes32 topic = Offered.selector;
        bytes32 work = offer.work;
        assembly ("memory-safe") {
            let m := mload(0x40)
            calldatacopy(m, offer, 0x300)
            log4(m, 0x300, topic, id, work, holder)
        }
    }

    /// @dev Whether time, reports and cap leave the license in force.
    function _isLive(uint256 license, LicenseState state, Terms terms) internal view returns (bool) {
        return block.timestamp < state.expiry() && (!terms.hasReports() || _isReported(license));
    }

    /// @dev Whether no report was missed and the cap was not reached. Both end a license for good.
    function _isReported(uint256 license) internal view returns (bool) {
        Report storage report = _reports[license];
        return !report.capped && (report.reportBy == 0 || block.timestamp <= report.reportBy);
    }

    function _hasUses(LicenseState state, Terms terms) internal pure returns (bool) {
        return terms.uses() == 0 || state.taken() < terms.uses();
    }

    /// @dev Only a license with the resale right changes hands.
    function _beforeTokenTransfer(address from, address, uint256 license) internal view override {
        if (from == address(0)) return;
        require(_terms[_keyOf(license)].rights() & Rights.RESALE != 0, NotTransferable(license));
    }

    function _stateOf(uint256 license) internal view returns (LicenseState) {
        return LicenseState.wrap(_getExtraData(license));
    }

    function _setStateOf(uint256 license, LicenseState state) internal {
        _setExtraData(license, LicenseState.unwrap(state));
    }

    function _keyOf(uint256 license) internal pure returns (uint256) {
        return license >> 32 << 32;
    }
}
