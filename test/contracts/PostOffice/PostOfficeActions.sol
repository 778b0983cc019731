// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {MockERC20} from "../../../contracts/mocks/MockERC20.sol";
import {IWholePostOffice} from "./IWholePostOffice.sol";
import {PostOfficeModel} from "./PostOfficeModel.sol";

/// @title What people have a right to do, in any order
/// @notice Each function picks from what is possible now, so that it succeeds, and writes down what it meant.
abstract contract PostOfficeActions is PostOfficeModel {
    uint256 internal constant _MOST_AT_ONCE = 4;
    uint256 private constant _LOOKS = 8;

    /// @dev The tokens that know ERC-2612 and ERC-3009.
    IERC20Permit internal _permitted;
    address internal _authorized;
    /// @notice Whether time may run ahead to where something is due. Where it may not, and nothing is, an action is dropped.
    bool public mayLeap = true;

    constructor(IInboxRegistry registry_, IWholePostOffice office_) PostOfficeModel(registry_, office_) {}

    /* ENDINGS */

    /// @dev Invariant 8: whatever anyone has can be taken out now, but for what a token itself refuses.
    function withdrawEverything() public {
        for (uint256 a = 0; a < _accounts.length; ++a) {
            for (uint256 t = 0; t < _tokens.length; ++t) {
                (address owner, address token) = (_accounts[a], _tokens[t]);
                uint256 all = balanceMeant[owner][token];
                if (all == 0 || !_isMovable(token, carol.addr)) continue;
                _as(owner);
                office.withdraw(token, all, carol.addr);
                _lower(owner, token, all);
                _takeOut(carol.addr, token, all);
            }
        }
        for (uint256 t = 0; t < _tokens.length; ++t) {
            address token = _tokens[t];
            if (!_isMovable(token, carol.addr)) continue;
            vm.assertEq(heldMeant[token], escrowMeant[token] + forced[token], "8: nothing else is left");
            if (token != address(_hostile)) assertHeld(token, heldMeant[token]);
        }
    }

    /// @dev Everybody is gone but a stranger, who ends whatever waits, in the second from which on that may be done.
    function endEverything() public {
        vm.startPrank(mallory.addr);
        while (_pending.length != 0) {
            uint256 number = _pending[_pending.length - 1];
            IStamps.Stamp memory stamp = _stamps[number].stamp;
            if (clock < stamp.expiresAt) clock = stamp.expiresAt;
            vm.warp(clock);
            office.expire(only(stamp));
            _bookExpiry(number);
        }
        while (_open.length != 0) {
            uint256 number = _open[_open.length - 1];
            IMailings.Mailing memory mailing = _mailings[number].mailing;
            if (clock < mailing.expiresAt) clock = mailing.expiresAt;
            vm.warp(clock);
            office.closeMailing(mailing);
            _bookClosing(number);
        }
        vm.stopPrank();
        for (uint256 t = 0; t < _tokens.length; ++t) vm.assertEq(escrowMeant[_tokens[t]], 0, "3: postage is left over");
    }

    /// @dev Nobody is blocked or refused any longer.
    function calmDown() public {
        _hostile.setRefuses(false);
        _moody.setBlocked(address(office), false);
        _moody.setBlocked(carol.addr, false);
    }

    /* MONEY */

    function deposit(uint256 seed) external counted(seed) {
        address from = _anyone().addr;
        address token = _anyToken();
        if (!_isMovable(token, from)) token = NATIVE;
        _deposit(from, _anyone().addr, token, _roll(10 * POSTAGE));
    }

    /// @dev At times the permit is handed in by another before, which does no harm.
    function depositWithPermit(uint256 seed) external counted(seed) {
        (Account storage from, address to) = (_anyone(), _anyone().addr);
        (address token, uint256 amount) = (address(_permitted), 1 + _roll(10 * POSTAGE));
        _give(from.addr, token, amount);
        vm.prank(from.addr);
        IERC20(token).approve(address(office), 0);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(from.privateKey, _permitOf(from.addr, amount));
        if (_roll(3) == 0) _permitted.permit(from.addr, address(office), amount, clock, v, r, s);
        _as(from.addr);
        office.depositWithPermit(token, to, amount, clock, v, r, s);
        _bringIn(from.addr, token, amount);
        _raise(to, token, amount);
        vm.prank(from.addr);
        IERC20(token).approve(address(office), type(uint256).max);
    }

    /// @dev By anyone, once.
    function depositWithAuthorization(uint256 seed) external counted(seed) {
        (Account storage from, address to) = (_anyone(), _anyone().addr);
        (address token, uint256 amount, bytes32 salt) = (_authorized, 1 + _roll(10 * POSTAGE), bytes32(seed));
        // The same seed twice would be the same authorization.
        salt = keccak256(abi.encode(salt, ++_letters));
        _give(from.addr, token, amount);
        bytes memory call = _authorizedDeposit(from, to, amount, salt);
        _signer = from.addr;
        _succeeds(_anyone().addr, call);
        _bringIn(from.addr, token, amount);
        _raise(to, token, amount);
        bytes4 used = bytes4(keccak256("AuthorizationUsed(address,bytes32)"));
        _fails(_anyone().addr, call, abi.encodeWithSelector(used, from.addr, keccak256(abi.encode(to, salt))));
    }

    function withdraw(uint256 seed) external counted(seed) {
        (address token, address to) = (_anyToken(), _anyone().addr);
        if (!_isMovable(token, to)) token = NATIVE;
        address owner = _rich(token).addr;
        uint256 amount = _part(balanceMeant[owner][token]);
        _as(owner);
        office.withdraw(token, amount, to);
        _lower(owner, token, amount);
        _takeOut(to, token, amount);
    }

    /// @dev By anyone, once.
    function withdrawFor(uint256 seed) external counted(seed) {
        (address token, address to) = (_anyToken(), _anyone().addr);
        if (!_isMovable(token, to)) token = NATIVE;
        Account storage owner = _rich(token);
        uint256 amount = _part(balanceMeant[owner.addr][token]);
        uint256 deadline = clock + _roll(2);
        bytes memory signature = sign(owner, _withdrawalOf(owner.addr, token, amount, to, deadline));
        bytes memory call = abi.encodeCall(office.withdrawFor, (owner.addr, token, amount, to, deadline, signature));
        _signer = owner.addr;
        _succeeds(_anyone().addr, call);
        _lower(owner.addr, token, amount);
        _takeOut(to, token, amount);
        ++_noncesMeant[owner.addr];
        _fails(_anyone().addr, call, abi.encodeWithSelector(ISigned.InvalidSignature.selector, owner.addr));
    }

    function useNonce(uint256 seed) external counted(seed) {
        address signer = _anyone().addr;
        _as(signer);
        vm.assertEq(office.useNonce(), _noncesMeant[signer]++);
    }

    function transfer(uint256 seed) external counted(seed) {
        address token = _anyToken();
        (address owner, address to) = (_rich(token).addr, _anyone().addr);
        uint256 amount = _part(balanceMeant[owner][token]);
        _as(owner);
        office.transfer(to, tokenId(token), amount);
        _lower(owner, token, amount);
        _raise(to, token, amount);
    }

    function approve(uint256 seed) external counted(seed) {
        (address owner, address spender, address token) = (_anyone().addr, _anyone().addr, _anyToken());
        _allow(owner, spender, token, _roll(3) == 0 ? type(uint256).max : _roll(5 * POSTAGE));
    }

    function setOperator(uint256 seed) external counted(seed) {
        (address owner, address spender, bool approved) = (_anyone().addr, _anyone().addr, _roll(3) == 0);
        vm.prank(owner);
        office.setOperator(spender, approved);
        _isOperator[owner][spender] = approved;
    }

    function transferFrom(uint256 seed) external counted(seed) {
        address token = _anyToken();
        (address owner, address spender, address to) = (_rich(token).addr, _anyone().addr, _anyone().addr);
        uint256 amount = _part(balanceMeant[owner][token]);
        _permit(owner, spender, token, amount);
        _as(spender);
        office.transferFrom(owner, to, tokenId(token), amount);
        _lower(owner, token, amount);
        _raise(to, token, amount);
    }

    /// @dev Nobody's from then on.
    function forceIn(uint256 seed) external counted(seed) {
        (address token, uint256 amount) = (_anyToken(), _roll(1 ether));
        if (!_isMovable(token, address(0)) || token == address(_hostile)) token = NATIVE;
        if (token == NATIVE) vm.deal(address(office), address(office).balance + amount);
        else MockERC20(token).mint(address(office), amount);
        forced[token] += amount;
        heldMeant[token] += amount;
    }

    /// @dev The token that knows a list blocks the contract or someone, or no longer.
    function changeMood(uint256 seed) external counted(seed) {
        address whom = _roll(3) == 0 ? address(office) : _anyone().addr;
        _moody.setBlocked(whom, !_moody.isBlocked(whom));
    }

    function letTimePass(uint256 seed) external counted(seed) {
        clock += _roll(6 hours);
    }

    /* INBOXES */

    /// @dev At times the token is no longer accepted, which a post then hears.
    function setTerms(uint256 seed) external counted(seed) {
        (uint256 inbox, address token) = (_roll(_inboxes.length), _anyToken());
        uint96 stake = token != NATIVE && _roll(4) == 0 ? 0 : uint96(1 + _roll(STAKE));
        _ask(inbox, token, stake, uint32(1 hours + _roll(_roll(4) == 0 ? 29 days : 3 days)), _roll(2) == 0);
        if (stake != 0) return;
        IStamps.Stamp memory stamp = _stampFor(_anyone().addr, token, inbox);
        bytes memory call = abi.encodeCall(office.post, (inputOf(stamp)));
        _fails(stamp.sender, call, abi.encodeWithSelector(IStamps.TokenNotAccepted.selector, 0, stamp.inboxId, token));
    }

    function setConsents(uint256 seed) external counted(seed) {
        (uint256 inbox, address sender) = (_roll(_inboxes.length), _anyone().addr);
        _consent(inbox, sender, ITerms.Consent(_roll(3)));
        bytes32 id = _inboxes[inbox].id;
        if (!_denied[id][sender]) return;
        IStamps.Stamp memory stamp = _stampFor(sender, NATIVE, inbox);
        bytes memory call = abi.encodeCall(office.post, (inputOf(stamp)));
        _fails(sender, call, abi.encodeWithSelector(IStamps.SenderDenied.selector, 0, id, sender));
    }

    function setPayout(uint256 seed) external counted(seed) {
        MeantInbox storage inbox = _inboxes[_roll(_inboxes.length)];
        inbox.payout = _roll(3) == 0 ? address(0) : _anyone().addr;
        vm.prank(inbox.recovery);
        office.setPayout(inbox.id, inbox.payout);
    }

    /// @dev Links a wallet to an inbox that has one, or takes one of two away.
    function changeWallets(uint256 seed) external counted(seed) {
        MeantInbox storage inbox = _inboxes[_roll(_inboxes.length)];
        uint256 empty = inbox.wallets[0] == address(0) ? 0 : 1;
        if (inbox.wallets[empty] == address(0)) {
            Account storage wallet = _anyone();
            if (_inboxIdOf[wallet.addr] != 0) return _drop();
            bytes memory signature = sign(wallet, _linkOf(inbox.id, wallet.addr));
            vm.prank(inbox.recovery);
            registry.linkWallet(inbox.id, wallet.addr, clock, signature);
            (inbox.wallets[empty], _inboxIdOf[wallet.addr]) = (wallet.addr, inbox.id);
        } else {
            uint256 place = _roll(2);
            address wallet = inbox.wallets[place];
            vm.prank(_roll(2) == 0 ? wallet : inbox.recovery);
            registry.unlinkWallet(inbox.id, wallet);
            delete _inboxIdOf[wallet];
            delete inbox.wallets[place];
        }
    }

    /* POSTING */

    function post(uint256 seed) external counted(seed) {
        address sender = _anyone().addr;
        _post(only(_newStamp(sender, _payableToken(sender))), false);
        // The id is never free again.
        Meant storage meant = _stamps[_stamps.length - 1];
        bytes memory call = abi.encodeCall(office.post, (inputOf(meant.stamp)));
        _fails(sender, call, abi.encodeWithSelector(IStamps.StampIdUsed.selector, 0, meant.id, meant.status));
    }

    function postMany(uint256 seed) external counted(seed) {
        address sender = _anyone().addr;
        IStamps.Stamp[] memory stamps = new IStamps.Stamp[](2 + _roll(_MOST_AT_ONCE - 1));
        // Where not all inboxes accept the token, all in ether.
        if (!_fill(stamps, sender, _payableToken(sender))) _fill(stamps, sender, NATIVE);
        _post(stamps, true);
    }

    /// @dev From the balance, by anyone, once.
    function postFor(uint256 seed) external counted(seed) {
        IStamps.Stamp memory stamp = _covered();
        bytes memory signature = sign(_keyOf(stamp.sender), _stampIdOf(stamp));
        bytes memory call = abi.encodeCall(office.postFor, (stamp.sender, inputOf(stamp), signature));
        _signer = stamp.sender;
        _succeeds(_anyone().addr, call);
        _bookPayment(stamp.sender, stamp.token, uint256(stamp.carriage) + stamp.stake, 0);
        bytes32 id = _bookStamp(stamp, IStamps.StampStatus.Open).id;
        bytes4 used = IStamps.StampIdUsed.selector;
        _fails(_anyone().addr, call, abi.encodeWithSelector(used, 0, id, IStamps.StampStatus.Open));
    }

    function postFrom(uint256 seed) external counted(seed) {
        IStamps.Stamp memory stamp = _covered();
        (address spender, uint256 postage) = (_anyone().addr, uint256(stamp.carriage) + stamp.stake);
        _permit(stamp.sender, spender, stamp.token, postage);
        _as(spender);
        office.postFrom(stamp.sender, inputOf(stamp));
        _bookPayment(stamp.sender, stamp.token, postage, 0);
        _bookStamp(stamp, IStamps.StampStatus.Open);
    }

    /// @dev One that was signed and never posted, whose signature then serves nobody; one that was posted is passed over.
    function voidStamps(uint256 seed) external counted(seed) {
        Meant storage posted_ = _stamps[_pickStamp()];
        IStamps.Stamp memory stamp = _newStamp(posted_.stamp.sender, NATIVE);
        IStamps.Stamp[] memory stamps = both(posted_.stamp, stamp);
        _as(stamp.sender);
        vm.assertEq(office.voidStamps(stamps), 1, "voided");
        bytes32 id = _bookStamp(stamp, IStamps.StampStatus.Voided).id;
        bytes memory signature = sign(_keyOf(stamp.sender), id);
        bytes memory call = abi.encodeCall(office.postFor, (stamp.sender, inputOf(stamp), signature));
        bytes4 used = IStamps.StampIdUsed.selector;
        _fails(_anyone().addr, call, abi.encodeWithSelector(used, 0, id, IStamps.StampStatus.Voided));
    }

    /* OUTCOMES OF STAMPS */

    function admit(uint256 seed) external counted(seed) {
        uint256[] memory numbers = _alike(_pickStamp(), true);
        address relay_ = _stamps[numbers[0]].stamp.relay;
        if (relay_ == address(0)) return _drop();
        _as(relay_);
        office.admit(_stampsOf(numbers));
        for (uint256 i = 0; i < numbers.length; ++i) _bookAdmission(_stamps[numbers[i]]);
    }

    function collect(uint256 seed) external counted(seed) {
        uint256[] memory numbers = _alike(_pickAtTimesLast(), false);
        address by = _anyWalletOf(_stamps[numbers[0]].stamp.inboxId);
        _as(by);
        office.collect(_stampsOf(numbers));
        for (uint256 i = 0; i < numbers.length; ++i) _bookAnswer(numbers[i], true, by);
    }

    /// @dev Where the terms agreed to it when the stamp was posted.
    function collectAsRelay(uint256 seed) external counted(seed) {
        uint256[] memory numbers = _alike(_pickAtTimesLast(), true);
        for (uint256 i = 0; i < numbers.length; ++i) {
            Meant storage meant = _stamps[numbers[i]];
            if (!meant.relayMayCollect || meant.stamp.relay == address(0)) continue;
            if (_roll(2) == 0) _turnTerms(meant);
            _as(meant.stamp.relay);
            office.collect(only(meant.stamp));
            _bookAnswer(numbers[i], true, meant.stamp.relay);
            return;
        }
        _drop();
    }

    function returnToSender(uint256 seed) external counted(seed) {
        uint256[] memory numbers = _alike(_pickAtTimesLast(), false);
        address by = _anyWalletOf(_stamps[numbers[0]].stamp.inboxId);
        _as(by);
        office.returnToSender(_stampsOf(numbers));
        for (uint256 i = 0; i < numbers.length; ++i) _bookAnswer(numbers[i], false, by);
    }

    /// @dev By anyone; again it settles nothing.
    function settleFor(uint256 seed) external counted(seed) {
        uint256[] memory numbers = _alike(_pickAtTimesLast(), false);
        (IStamps.Stamp[] memory stamps, bool isCollect) = (_stampsOf(numbers), _roll(2) == 0);
        address by = _anyWalletOf(stamps[0].inboxId);
        bytes memory signature = sign(_keyOf(by), _answerOf(stamps, isCollect, by));
        vm.prank(_anyone().addr);
        vm.assertEq(office.settleFor(stamps, isCollect, by, signature), numbers.length, "settled");
        for (uint256 i = 0; i < numbers.length; ++i) _bookAnswer(numbers[i], isCollect, by);
        vm.prank(_anyone().addr);
        vm.assertEq(office.settleFor(stamps, isCollect, by, signature), 0, "settled again");
    }

    function expire(uint256 seed) external counted(seed) {
        if (_pending.length == 0) _postNew();
        (uint256 first, uint256 soonest) = (_roll(_pending.length), _pending[0]);
        for (uint256 i = 0; i < _LOOKS; ++i) {
            uint256 number = _pending[(first + i) % _pending.length];
            if (_stamps[number].stamp.expiresAt < _stamps[soonest].stamp.expiresAt) soonest = number;
        }
        IStamps.Stamp memory stamp = _stamps[soonest].stamp;
        if (!_leap(stamp.expiresAt)) return _drop();
        vm.prank(_roll(2) == 0 ? mallory.addr : _anyone().addr);
        office.expire(only(stamp));
        _bookExpiry(soonest);
    }

    /// @dev The same outcome once more changes nothing, whoever asks.
    function settleAgain(uint256 seed) external counted(seed) {
        if (_stamps.length == 0) return _drop();
        Meant storage meant = _stamps[_roll(_stamps.length)];
        if (_isPending(meant) || meant.status == IStamps.StampStatus.Voided) return _drop();
        vm.prank(_anyone().addr);
        if (meant.status == IStamps.StampStatus.Collected) office.collect(only(meant.stamp));
        else if (meant.status == IStamps.StampStatus.Returned) office.returnToSender(only(meant.stamp));
        else office.expire(only(meant.stamp));
    }

    /* MAILINGS */

    function openMailing(uint256 seed) external counted(seed) {
        MeantMailing storage meant = _mailings[_openNew()];
        bytes memory call = abi.encodeCall(office.openMailing, (meant.mailing, ""));
        bytes4 used = IMailings.MailingIdUsed.selector;
        _fails(meant.mailing.sender, call, abi.encodeWithSelector(used, meant.id, IMailings.MailingStatus.Open));
    }

    function admitMailing(uint256 seed) external counted(seed) {
        MeantMailing storage meant = _mailings[_pickMailing()];
        IMailings.Mailing memory mailing = meant.mailing;
        if (meant.status != IMailings.MailingStatus.Open || mailing.relay == address(0)) return _drop();
        _as(mailing.relay);
        office.admitMailing(mailing);
        _bookMailingAdmission(meant);
        bytes4 pending = IMailings.MailingNotPending.selector;
        bytes memory reason = abi.encodeWithSelector(pending, meant.id, IMailings.MailingStatus.Admitted);
        _fails(mailing.relay, abi.encodeCall(office.admitMailing, (mailing)), reason);
    }

    function collectMail(uint256 seed) external counted(seed) {
        MeantMailing storage meant = _mailings[_pickMailing()];
        (IMailings.MailClaim[] memory claims, address by) = _claimsOf(meant);
        if (claims.length == 0) return _drop();
        IMailings.Mailing memory mailing = meant.mailing;
        _as(by);
        office.collectMail(mailing, claims);
        for (uint256 i = 0; i < claims.length; ++i) _bookMail(meant, claims[i].index, by);
        bytes4 collected = IMailings.MailAlreadyCollected.selector;
        bytes memory reason = abi.encodeWithSelector(collected, meant.id, claims[0].index);
        _fails(by, abi.encodeCall(office.collectMail, (mailing, claims)), reason);
    }

    /// @dev By anyone; again it is passed over.
    function collectMailFor(uint256 seed) external counted(seed) {
        MeantMailing storage meant = _mailings[_pickMailing()];
        (IMailings.MailClaim[] memory claims, address by) = _claimsOf(meant);
        if (claims.length == 0) return _drop();
        bytes memory signature = sign(_keyOf(by), _mailAnswerOf(meant.id, claims, by));
        bytes memory call = abi.encodeCall(office.collectMailFor, (meant.mailing, claims, by, clock, signature));
        _succeeds(_anyone().addr, call);
        for (uint256 i = 0; i < claims.length; ++i) _bookMail(meant, claims[i].index, by);
        _succeeds(_anyone().addr, call);
    }

    function closeMailing(uint256 seed) external counted(seed) {
        if (_open.length == 0) _openNew();
        uint256 number = _open[_roll(_open.length)];
        IMailings.Mailing memory mailing = _mailings[number].mailing;
        if (!_leap(mailing.expiresAt)) return _drop();
        vm.prank(_roll(2) == 0 ? mallory.addr : _anyone().addr);
        office.closeMailing(mailing);
        _bookClosing(number);
    }

    /* PARTS: MONEY */

    function _deposit(address from, address to, address token, uint256 amount) internal {
        _give(from, token, amount);
        _as(from);
        office.deposit{value: token == NATIVE ? amount : 0}(token, to, amount);
        _bringIn(from, token, amount);
        _raise(to, token, amount);
    }

    function _allow(address owner, address spender, address token, uint256 amount) internal {
        vm.prank(owner);
        office.approve(spender, tokenId(token), amount);
        _allowed[owner][spender][token] = amount;
    }

    /// @dev Lets the spender have as much as that, if it may not yet.
    function _permit(address owner, address spender, address token, uint256 amount) internal {
        if (owner == spender || _isOperator[owner][spender]) return;
        if (_allowed[owner][spender][token] < amount) _allow(owner, spender, token, amount + _roll(2));
    }

    function _consent(uint256 inbox, address sender, ITerms.Consent consent) internal {
        bytes32[] memory subjects = new bytes32[](1);
        ITerms.Consent[] memory consents = new ITerms.Consent[](1);
        (subjects[0], consents[0]) = (subjectOf(sender), consent);
        vm.prank(_walletOf(inbox));
        office.setConsents(_inboxes[inbox].id, subjects, consents);
        _denied[_inboxes[inbox].id][sender] = consent == ITerms.Consent.Denied;
    }

    /// @dev At times all of it, at times nothing.
    function _part(uint256 amount) internal returns (uint256) {
        return _roll(4) == 0 ? amount : _roll(amount + 1);
    }

    /* PARTS: STAMPS */

    /// @dev Has the inbox ask the opposite of what it asked of this stamp, as to relays.
    function _turnTerms(Meant storage meant) internal {
        (uint256 inbox, address token) = (_inboxNumber[meant.stamp.inboxId], meant.stamp.token);
        MeantTerms storage asked = _termsMeant[meant.stamp.inboxId][token];
        _ask(inbox, token, asked.stake == 0 ? STAKE : asked.stake, asked.window, !meant.relayMayCollect);
    }

    function _stampFor(address sender, address token, uint256 inbox) internal returns (IStamps.Stamp memory stamp) {
        MeantTerms storage asked = _termsMeant[_inboxes[inbox].id][token];
        stamp.sender = sender;
        stamp.relay = _roll(8) == 0 ? address(0) : _anyone().addr;
        stamp.token = token;
        stamp.inboxId = _inboxes[inbox].id;
        stamp.letterHash = keccak256(abi.encode(++_letters));
        stamp.carriage = stamp.relay == address(0) ? 0 : uint96(_roll(CARRIAGE));
        stamp.stake = asked.stake + uint96(_roll(STAKE));
        uint256 latest = _roll(10) == 0 ? 60 days : asked.window + 3 days;
        stamp.expiresAt = uint40(clock + asked.window + (_roll(4) == 0 ? 0 : _roll(latest - asked.window + 1)));
    }

    /// @dev Any that the terms of now accept, in ether if not in this token.
    function _newStamp(address sender, address token) internal returns (IStamps.Stamp memory) {
        uint256 inbox = _roll(_inboxes.length);
        for (uint256 i = 0; i < _inboxes.length && _denied[_inboxes[inbox].id][sender]; ++i) {
            inbox = (inbox + 1) % _inboxes.length;
        }
        bytes32 id = _inboxes[inbox].id;
        if (_denied[id][sender]) _consent(inbox, sender, ITerms.Consent.Allowed);
        return _stampFor(sender, _termsMeant[id][token].stake == 0 ? NATIVE : token, inbox);
    }

    /// @return same Whether all are in this token.
    function _fill(IStamps.Stamp[] memory stamps, address sender, address token) private returns (bool same) {
        same = true;
        for (uint256 i = 0; i < stamps.length; ++i) {
            stamps[i] = _newStamp(sender, token);
            same = same && stamps[i].token == token;
        }
    }

    /// @dev Which its sender's balance covers.
    function _covered() internal returns (IStamps.Stamp memory stamp) {
        address token = _anyToken();
        address sender = _rich(token).addr;
        stamp = _newStamp(sender, _isMovable(token, sender) ? token : NATIVE);
        uint256 postage = uint256(stamp.carriage) + stamp.stake;
        if (balanceMeant[sender][stamp.token] < postage) _deposit(sender, sender, stamp.token, postage);
    }

    /// @dev Posts what one sender pays in one token, in one of the ways there are.
    function _post(IStamps.Stamp[] memory stamps, bool many) internal {
        (address sender, address token, uint256 sum) = (stamps[0].sender, stamps[0].token, 0);
        for (uint256 i = 0; i < stamps.length; ++i) sum += uint256(stamps[i].carriage) + stamps[i].stake;
        uint256 brought = _bring(sender, token, sum);
        IStamps.PostInput[] memory inputs = inputsOf(stamps);
        _as(sender);
        if (many) office.postMany{value: token == NATIVE ? brought : 0}(inputs);
        else office.post{value: token == NATIVE ? brought : 0}(inputs[0]);
        _bookPayment(sender, token, sum, brought);
        for (uint256 i = 0; i < stamps.length; ++i) _bookStamp(stamps[i], IStamps.StampStatus.Open);
    }

    /// @return brought What goes in with the call: ether exactly, with a surplus or short of the balance; else the rest.
    function _bring(address payer, address token, uint256 sum) internal returns (uint256 brought) {
        uint256 own = balanceMeant[payer][token];
        brought = own < sum ? sum - own : 0;
        if (token == NATIVE) {
            uint256 way = _roll(4);
            if (way == 0) brought = sum;
            else if (way == 1) brought = sum + 1 + _roll(sum);
            else if (way == 2) brought += _roll(sum - brought + 1);
        }
        _give(payer, token, brought);
    }

    function _postNew() internal returns (uint256 number) {
        _post(only(_newStamp(_anyone().addr, NATIVE)), false);
        return _stamps.length - 1;
    }

    /// @dev A stamp that may be answered now; where none is near, a new one.
    function _pickStamp() internal returns (uint256 number) {
        uint256 n = _pending.length;
        if (n == 0) return _postNew();
        uint256 first = _roll(n);
        for (uint256 i = 0; i < _LOOKS; ++i) {
            number = _pending[(first + i) % n];
            if (clock < _stamps[number].stamp.expiresAt) return number;
        }
        return _postNew();
    }

    /// @dev At times, in its last second.
    function _pickAtTimesLast() internal returns (uint256 number) {
        number = _pickStamp();
        if (mayLeap && _roll(16) == 0) {
            clock = _stamps[number].stamp.expiresAt - 1;
            vm.warp(clock);
        }
    }

    /// @dev This and some more to the same inbox, or by the same relay, which may be answered now.
    function _alike(uint256 number, bool byRelay) internal returns (uint256[] memory numbers) {
        uint256[] memory found = new uint256[](1 + _roll(_MOST_AT_ONCE));
        (uint256 n, uint256 first) = (1, _roll(_pending.length));
        found[0] = number;
        IStamps.Stamp storage like = _stamps[number].stamp;
        for (uint256 i = 0; i < _LOOKS && i < _pending.length && n < found.length; ++i) {
            uint256 other = _pending[(first + i) % _pending.length];
            IStamps.Stamp storage stamp = _stamps[other].stamp;
            bool isAlike = byRelay ? stamp.relay == like.relay : stamp.inboxId == like.inboxId;
            if (isAlike && other != number && clock < stamp.expiresAt) found[n++] = other;
        }
        numbers = new uint256[](n);
        for (uint256 i = 0; i < n; ++i) numbers[i] = found[i];
    }

    function _stampsOf(uint256[] memory numbers) internal view returns (IStamps.Stamp[] memory stamps) {
        stamps = new IStamps.Stamp[](numbers.length);
        for (uint256 i = 0; i < numbers.length; ++i) stamps[i] = _stamps[numbers[i]].stamp;
    }

    /// @return Whether it is that time, or could be: on the very second, or a little later.
    function _leap(uint256 to) internal returns (bool) {
        if (clock >= to) return true;
        if (!mayLeap) return false;
        clock = to + _roll(2) * _roll(1 hours);
        vm.warp(clock);
        return true;
    }

    /* PARTS: MAILINGS */

    function _openNew() internal returns (uint256 number) {
        address sender = _anyone().addr;
        address token = _payableToken(sender);
        bytes32[] memory inboxIds = new bytes32[](1 + _roll(6));
        bytes32[] memory letterHashes = new bytes32[](inboxIds.length);
        for (uint256 i = 0; i < inboxIds.length; ++i) {
            // One in ten to nobody who could ever collect.
            inboxIds[i] = _roll(10) == 0 ? bytes32(_letters) : _inboxes[_roll(_inboxes.length)].id;
            letterHashes[i] = keccak256(abi.encode(++_letters));
        }
        address relay_ = _roll(6) == 0 ? address(0) : _anyone().addr;
        IMailings.Mailing memory mailing = IMailings.Mailing({
            sender: sender,
            relay: relay_,
            token: token,
            root: _treeOf(inboxIds, letterHashes)[1],
            carriage: relay_ == address(0) ? 0 : uint96(_roll(CARRIAGE)),
            stake: uint96(1 + _roll(STAKE)),
            count: uint32(inboxIds.length),
            expiresAt: uint40(clock + 1 hours + _roll(_roll(4) == 0 ? 59 days : 4 days))
        });
        uint256 sum = mailing.count * (uint256(mailing.carriage) + mailing.stake);
        uint256 brought = _bring(sender, token, sum);
        _as(sender);
        office.openMailing{value: token == NATIVE ? brought : 0}(mailing, "ipfs://letters");
        _bookPayment(sender, token, sum, brought);
        _bookMailing(mailing, inboxIds, letterHashes);
        return _mailings.length - 1;
    }

    /// @dev One whose letters may be collected now; where none is near, a new one.
    function _pickMailing() internal returns (uint256 number) {
        uint256 n = _open.length;
        if (n == 0) return _openNew();
        uint256 first = _roll(n);
        for (uint256 i = 0; i < _LOOKS; ++i) {
            number = _open[(first + i) % n];
            if (clock < _mailings[number].mailing.expiresAt) return number;
        }
        return _openNew();
    }

    /// @dev To one inbox, what it has not collected yet: one letter or all.
    function _claimsOf(MeantMailing storage meant) internal returns (IMailings.MailClaim[] memory claims, address by) {
        (uint256 count, bool all, bytes32 to, uint256 n) = (meant.mailing.count, _roll(2) == 0, 0, 0);
        uint256[] memory found = new uint256[](count);
        uint256 first = _roll(count);
        for (uint256 i = 0; i < count && (all || n == 0); ++i) {
            uint256 index = (first + i) % count;
            bytes32 inboxId_ = meant.inboxIds[index];
            bool isOurs = _inboxes[_inboxNumber[inboxId_]].id == inboxId_;
            if (!isOurs || meant.bits & (1 << index) != 0) continue;
            if (to == 0) to = inboxId_;
            if (to == inboxId_) found[n++] = index;
        }
        claims = new IMailings.MailClaim[](n);
        for (uint256 i = 0; i < n; ++i) claims[i] = _claimOf(meant, found[i]);
        if (n != 0) by = _anyWalletOf(to);
    }

    /* PARTS: CALLS */

    function _succeeds(address caller, bytes memory call) internal {
        _as(caller);
        (bool success, ) = address(office).call(call);
        vm.assertTrue(success, "a rightful call failed");
    }

    function _fails(address caller, bytes memory call, bytes memory reason) internal {
        vm.prank(caller);
        (bool success, bytes memory answer) = address(office).call(call);
        vm.assertFalse(success, "a wrongful call succeeded");
        vm.assertEq(answer, reason, "failed for another reason");
    }

    /* PARTS: DIGESTS */

    function _withdrawalOf(
        address owner,
        address token,
        uint256 amount,
        address to,
        uint256 deadline
    ) internal view returns (bytes32) {
        bytes32 typehash = keccak256(
            "Withdraw(address owner,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)"
        );
        uint256 nonce = _noncesMeant[owner];
        return typedDataDigest(_domain, keccak256(abi.encode(typehash, owner, token, amount, to, nonce, deadline)));
    }

    function _answerOf(IStamps.Stamp[] memory stamps, bool isCollect, address by) internal view returns (bytes32) {
        bytes32[] memory ids = new bytes32[](stamps.length);
        for (uint256 i = 0; i < ids.length; ++i) ids[i] = _stampIdOf(stamps[i]);
        bytes32 typehash = keccak256("Answer(address wallet,bytes32[] stampIds,bool collect)");
        bytes32 list = keccak256(abi.encodePacked(ids));
        return typedDataDigest(_domain, keccak256(abi.encode(typehash, by, list, isCollect)));
    }

    function _mailAnswerOf(
        bytes32 id,
        IMailings.MailClaim[] memory claims,
        address by
    ) internal view returns (bytes32) {
        uint256[] memory indexes = new uint256[](claims.length);
        for (uint256 i = 0; i < indexes.length; ++i) indexes[i] = claims[i].index;
        bytes32 typehash = keccak256("CollectMail(address wallet,bytes32 mailingId,uint32[] indexes,uint256 deadline)");
        bytes32 list = keccak256(abi.encodePacked(indexes));
        return typedDataDigest(_domain, keccak256(abi.encode(typehash, by, id, list, clock)));
    }

    function _permitOf(address owner, uint256 amount) internal view returns (bytes32) {
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        uint256 nonce = _permitted.nonces(owner);
        bytes32 structHash = keccak256(abi.encode(typehash, owner, address(office), amount, nonce, clock));
        return typedDataDigest(domainSeparator("Permit", block.chainid, address(_permitted)), structHash);
    }

    /// @return The call that hands in what the owner signed.
    function _authorizedDeposit(
        Account memory from,
        address to,
        uint256 amount,
        bytes32 salt
    ) internal view returns (bytes memory) {
        bytes32 digest = _authorizationOf(from.addr, amount, keccak256(abi.encode(to, salt)));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(from.privateKey, digest);
        // In two parts, since the stack does not hold them all.
        return
            bytes.concat(
                abi.encodeWithSelector(office.depositWithAuthorization.selector, _authorized, from.addr, to, amount),
                abi.encode(clock - 1, clock + 1, salt, v, r, s)
            );
    }

    function _authorizationOf(address from, uint256 amount, bytes32 nonce) private view returns (bytes32) {
        bytes32 typehash = keccak256(
            "ReceiveWithAuthorization(address from,address to,uint256 value,"
            "uint256 validAfter,uint256 validBefore,bytes32 nonce)"
        );
        return
            typedDataDigest(
                domainSeparator("Authorization", block.chainid, _authorized),
                keccak256(abi.encode(typehash, from, address(office), amount, clock - 1, clock + 1, nonce))
            );
    }

    function _linkOf(bytes32 id, address wallet) internal view returns (bytes32) {
        bytes32 separator = domainSeparator("Pennypost InboxRegistry", block.chainid, address(registry));
        bytes32 typehash = keccak256("LinkWallet(bytes32 inboxId,address wallet,uint256 nonce,uint256 deadline)");
        return typedDataDigest(separator, keccak256(abi.encode(typehash, id, wallet, registry.nonces(wallet), clock)));
    }
}
