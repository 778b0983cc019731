// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMailings} from "../interfaces/IMailings.sol";
import {MailingHash} from "../libraries/MailingHash.sol";
import {MailingWord, MailingWords} from "../libraries/MailingWords.sol";
import {MailTree} from "../libraries/MailTree.sol";
import {PostageRules} from "../libraries/PostageRules.sol";
import {Ledger} from "./Ledger.sol";
import {Terms} from "./Terms.sol";

/// @title Mailings
abstract contract Mailings is Ledger, Terms, IMailings {
    /* CONSTANTS */

    uint256 private constant _MIN_LIFETIME = 1 hours;
    uint256 private constant _MAX_URI_LENGTH = 256;

    bytes32 private constant _COLLECT_MAIL_TYPEHASH = keccak256(
        "CollectMail(address wallet,bytes32 mailingId,uint32[] indexes,uint256 deadline)"
    );

    /* STORAGE */

    mapping(bytes32 mailingId => MailingWord) private _mailings;
    mapping(bytes32 mailingId => mapping(uint256 page => uint256 bits)) private _collectedMail;

    /* OPEN */

    /// @inheritdoc IMailings
    function openMailing(Mailing calldata mailing_, string calldata uri) external payable returns (bytes32 id) {
        _requireOpenable(mailing_, uri);
        id = mailingId(mailing_);
        MailingStatus used = _mailings[id].status();
        if (used != MailingStatus.None) revert MailingIdUsed(id, used);
        _mailings[id] = MailingWords.open();
        emit MailingOpened(
            id,
            mailing_.sender,
            mailing_.relay,
            mailing_.token,
            mailing_.root,
            mailing_.carriage,
            mailing_.stake,
            mailing_.count,
            mailing_.expiresAt,
            uri
        );
        _takePostage(mailing_.token, mailing_.count * (uint256(mailing_.carriage) + mailing_.stake));
    }

    function _requireOpenable(Mailing calldata mailing_, string calldata uri) private view {
        if (mailing_.sender != msg.sender) revert NotMailingSender(mailing_.sender, msg.sender);
        if (mailing_.count == 0) revert MailingIsEmpty();
        if (mailing_.stake == 0) revert MailingWithoutStake();
        PostageRules.requireRelay(0, mailing_.relay, mailing_.carriage);
        PostageRules.requireLifetime(0, mailing_.expiresAt, _MIN_LIFETIME);
        if (bytes(uri).length > _MAX_URI_LENGTH) revert UriTooLong(bytes(uri).length, _MAX_URI_LENGTH);
    }

    /* ADMIT */

    /// @inheritdoc IMailings
    function admitMailing(Mailing calldata mailing_) external {
        bytes32 id = mailingId(mailing_);
        if (mailing_.relay != msg.sender) revert NotMailingRelay(id, msg.sender);
        MailingWord word = _mailings[id];
        if (word.status() != MailingStatus.Open) revert MailingNotPending(id, word.status());
        _requireMailInTime(id, mailing_.expiresAt);

        _mailings[id] = word.admitted();
        emit MailingAdmitted(id, msg.sender);
        _credit(msg.sender, mailing_.token, uint256(mailing_.count) * mailing_.carriage);
    }

    /* COLLECT */

    /// @inheritdoc IMailings
    function collectMail(Mailing calldata mailing_, MailClaim[] calldata claims) external {
        _collectMail(mailingId(mailing_), mailing_, claims, msg.sender);
    }

    /// @inheritdoc IMailings
    function collectMailFor(
        Mailing calldata mailing_,
        MailClaim[] calldata claims,
        address wallet,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 id = mailingId(mailing_);
        uint256[] memory indexes = new uint256[](claims.length);
        for (uint256 i = 0; i < claims.length; ++i) indexes[i] = claims[i].index;
        bytes32 structHash = keccak256(
            abi.encode(_COLLECT_MAIL_TYPEHASH, wallet, id, keccak256(abi.encodePacked(indexes)), deadline)
        );
        _requireSigned(wallet, structHash, deadline, signature);
        _collectMail(id, mailing_, claims, wallet);
    }

    function _collectMail(bytes32 id, Mailing calldata mailing_, MailClaim[] calldata claims, address wallet) private {
        MailingWord word = _mailings[id];
        _requireMailPending(id, word);
        _requireMailInTime(id, mailing_.expiresAt);

        Credit memory stake;
        Recipient memory recipient;
        uint256 collected = 0;
        mapping(uint256 page => uint256 bits) storage pages = _collectedMail[id];
        // Not a parameter, of whose two values the optimizer would make two copies of all this.
        bool isPassing = msg.sig == this.collectMailFor.selector;
        for (uint256 i = 0; i < claims.length; ++i) {
            MailClaim calldata claim = claims[i];
            (uint32 index, bytes32 inboxId, bytes32 letterHash) = (claim.index, claim.inboxId, claim.letterHash);
            if (index >= mailing_.count) revert MailIndexOutOfRange(id, index, mailing_.count);
            (uint256 bits, uint256 bit) = (pages[index >> 8], 1 << (index & 0xff));
            if (bits & bit != 0) {
                if (isPassing) continue;
                revert MailAlreadyCollected(id, index);
            }
            _requireProof(id, mailing_, index, MailTree.leaf(index, inboxId, letterHash), claim.proof);
            // A claim to inbox 0, which no wallet speaks for, finds the empty recipient, which is no wallet either.
            if (recipient.inboxId != inboxId) _lookUp(recipient, inboxId, wallet);
            if (!recipient.isWallet) revert NotMailRecipient(id, index, wallet);

            ++collected;
            pages[index >> 8] = bits | bit;
            _add(stake, recipient.payout, mailing_.token, mailing_.stake);
            emit MailCollected(id, inboxId, recipient.payout, index, letterHash);
        }
        _mailings[id] = word.withCollected(collected);
        _pay(stake);
    }

    function _requireProof(
        bytes32 id,
        Mailing calldata mailing_,
        uint32 index,
        bytes32 leaf,
        bytes32[] calldata proof
    ) private pure {
        if (!MailTree.isDepth(proof.length, mailing_.count)) {
            revert MailProofLengthMismatch(id, index, proof.length, MailTree.depth(mailing_.count));
        }
        if (MailTree.root(leaf, index, proof) != mailing_.root) revert MailProofInvalid(id, index);
    }

    /* CLOSE */

    /// @inheritdoc IMailings
    function closeMailing(Mailing calldata mailing_) external {
        bytes32 id = mailingId(mailing_);
        MailingWord word = _mailings[id];
        _requireMailPending(id, word);
        if (block.timestamp < mailing_.expiresAt) revert MailingNotExpired(id, mailing_.expiresAt);

        _mailings[id] = word.closed();
        bool isAdmitted = word.status() == MailingStatus.Admitted;
        uint256 refund = uint256(mailing_.count - word.collected()) * mailing_.stake;
        if (!isAdmitted) refund += uint256(mailing_.count) * mailing_.carriage;
        emit MailingClosed(id, refund, isAdmitted ? mailing_.relay : mailing_.sender);
        _credit(mailing_.sender, mailing_.token, refund);
    }

    /* VIEWS */

    /// @inheritdoc IMailings
    function mailingId(Mailing calldata mailing_) public view returns (bytes32) {
        return MailingHash.id(_domainSeparatorV4(), mailing_);
    }

    /// @inheritdoc IMailings
    function mailing(
        bytes32 id
    ) external view returns (MailingStatus status, uint32 collected, uint40 openedAt, uint40 closedAt) {
        MailingWord word = _mailings[id];
        return (word.status(), word.collected(), word.openedAt(), word.closedAt());
    }

    /// @inheritdoc IMailings
    function isMailCollected(bytes32 id, uint32 index) external view returns (bool) {
        return _collectedMail[id][index >> 8] & (1 << (index & 0xff)) != 0;
    }

    /* INTERNAL */

    function _requireMailPending(bytes32 id, MailingWord word) private pure {
        MailingStatus status = word.status();
        if (status != MailingStatus.Open && status != MailingStatus.Admitted) revert MailingNotPending(id, status);
    }

    function _requireMailInTime(bytes32 id, uint40 expiresAt) private view {
        if (block.timestamp >= expiresAt) revert MailingHasExpired(id, expiresAt);
    }
}
